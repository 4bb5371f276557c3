package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpClientHandler.test}, which is asked whether to try again. A redirect comes as an
 * exception, too; without an attempt that waits there was no connection.
 */
final class FailureAdvice {

  private FailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Supplier<?> handler,
      @Advice.FieldValue("method") HttpMethod method,
      @Advice.FieldValue("toURI") Object url,
      @Advice.Argument(0) @Nullable Throwable failure) {
    if (failure == null || failure.getClass().getName().endsWith(".RedirectClientException")) {
      return;
    }
    HttpClientOperation operation = HttpExchangeProbe.running(handler);
    Object address = operation == null ? handler.get() : null;
    if (address instanceof InetSocketAddress) {
      InetSocketAddress server = (InetSocketAddress) address;
      operation =
          HttpExchangeProbe.attempt(
              handler, method.name(), server.getHostString(), server.getPort());
      if (operation != null && operation.details != null) {
        operation.details.url = url.toString();
      }
    }
    HttpClientProbe.end(operation, failure);
  }
}
