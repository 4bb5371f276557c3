package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import net.bytebuddy.asm.Advice;

/**
 * In {@code HttpClientOperations.beforeMarkSentHeaders}: the application has set what it wants to,
 * and the head is written next.
 */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection, @Advice.FieldValue("nettyRequest") HttpRequest request) {
    HttpClientOperation operation = HttpCallProbe.sending(connection, request.method().name());
    if (operation == null) {
      return;
    }
    HttpHeaders headers = request.headers();
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        headers.set(fields[i], value);
      }
    }
    if (HttpClientProbe.tellsSizes()) {
      operation.requestLength(headers.get("Content-Length"));
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        details.requestHeader(i, headers.getAll(names[i]).iterator());
      }
    }
  }
}
