package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientRequest;

/** In {@code HttpClientHandler.requestWithBody}: there is a connection, and a request is made. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpClientOperation enter(
      @Advice.This Supplier<?> handler,
      @Advice.FieldValue("method") HttpMethod method,
      @Advice.FieldValue("toURI") Object url) {
    Object address = handler.get();
    if (!(address instanceof InetSocketAddress) || HttpExchangeProbe.running(handler) != null) {
      return null;
    }
    InetSocketAddress server = (InetSocketAddress) address;
    HttpClientOperation operation =
        HttpExchangeProbe.attempt(handler, method.name(), server.getHostString(), server.getPort());
    if (operation != null && operation.details != null) {
      operation.details.url = url.toString();
    }
    return operation;
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) HttpClientRequest request,
      @Advice.Enter @Nullable HttpClientOperation operation) {
    if (operation == null) {
      return;
    }
    Carried.put(request, operation);
    HttpHeaders headers = request.requestHeaders();
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
