package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpUrlProbe;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code connect} of either protocol: what a request takes until there is a connection. */
final class ConnectAdvice {

  private ConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter(@Advice.FieldValue("connected") boolean connected) {
    return connected ? 0 : HttpClientProbe.now();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object connection,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("method") String method,
      @Advice.Enter long since,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null) {
      HttpUrlProbe.connected(since);
      return;
    }
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    HttpClientOperation operation =
        HttpUrlProbe.unsent(connection, method, url.getHost(), port, since);
    try {
      if (operation != null && operation.details != null) {
        operation.details.url = url.toString();
      }
    } finally {
      HttpClientProbe.end(operation, thrown);
    }
  }
}
