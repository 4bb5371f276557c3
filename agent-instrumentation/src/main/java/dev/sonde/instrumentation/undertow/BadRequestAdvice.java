package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpReadListener.sendBadRequestAndClose}: what came is no HTTP request and reaches no
 * handler. Of a request that could not be read to its end some may be known.
 */
final class BadRequestAdvice {

  private BadRequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("httpServerExchange") @Nullable HttpServerExchange parsed,
      @Advice.FieldValue("connection") HttpServerConnection connection) {
    Current thread = HttpServerProbe.open();
    if (thread == null) {
      return;
    }
    String method = parsed == null ? null : parsed.getRequestMethod().toString();
    String path = parsed == null ? null : parsed.getRequestURI();
    HttpServerOperation operation = HttpServerProbe.start(thread, method, "http", path);
    if (operation != null) {
      try {
        operation.status = 400;
        operation.responseBytes = 0;
        HttpServerDetails details = operation.details;
        if (details != null) {
          details.originalMethod = method;
          details.path = path;
          SocketAddress peer = connection.getPeerAddress();
          if (peer instanceof InetSocketAddress && !((InetSocketAddress) peer).isUnresolved()) {
            details.peerAddress = ((InetSocketAddress) peer).getAddress().getHostAddress();
            details.peerPort = ((InetSocketAddress) peer).getPort();
          }
        }
      } finally {
        HttpServerProbe.leave(operation);
        HttpServerProbe.end(operation, null);
      }
    }
  }
}
