package dev.sonde.instrumentation.javahttp;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import dev.sonde.instrumentation.javahttp.jdk.BodyPublisher;
import dev.sonde.instrumentation.javahttp.jdk.HttpRequestImpl;
import dev.sonde.instrumentation.javahttp.jdk.MultiExchange;
import java.net.URI;
import net.bytebuddy.asm.Advice;

/** In {@code Exchange.responseAsync}: an attempt begins. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object exchange,
      @Advice.FieldValue("request") HttpRequestImpl request,
      @Advice.FieldValue("multi") MultiExchange attempts) {
    URI uri = request.uri();
    HttpClientOperation operation =
        HttpExchangeProbe.sending(
            attempts,
            exchange,
            request.method(),
            uri.getHost(),
            HttpClientProbe.port(uri.getScheme(), uri.getPort()),
            attempts.attempts.get() - 1);
    if (operation == null) {
      return;
    }
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        request.setSystemHeader(fields[i], value);
      }
    }
    if (HttpClientProbe.tellsSizes()) {
      BodyPublisher body = request.requestPublisher;
      operation.requestBytes = body == null ? -1 : body.contentLength();
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      details.url = uri.toString();
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        details.requestHeader(i, request.headers().allValues(names[i]).iterator());
      }
    }
  }
}
