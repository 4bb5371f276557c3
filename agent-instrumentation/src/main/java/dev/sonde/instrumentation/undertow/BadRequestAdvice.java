package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpReadListener.sendBadRequestAndClose}: a request that is none, and reaches no
 * handler. Of one that could not be read to its end only the beginning is known.
 */
final class BadRequestAdvice {

  private BadRequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("httpServerExchange") @Nullable HttpServerExchange begun,
      @Advice.FieldValue("connection") HttpServerConnection connection) {
    HttpServerExchange read = begun != null ? begun : (HttpServerExchange) Carried.get(connection);
    HttpServerExchange exchange = read != null ? read : new HttpServerExchange(connection);
    Current thread = Carried.get(exchange) != null ? null : HttpServerProbe.open();
    if (thread == null) {
      return;
    }
    String[] names = HttpServerProbe.fields();
    HeaderMap headers = exchange.getRequestHeaders();
    for (int i = 0; i < names.length; i++) {
      HeaderValues values = headers.get(names[i]);
      for (int at = 0; values != null && at < values.size(); at++) {
        thread.incoming(i, values.get(at));
      }
    }
    String method = exchange.getRequestMethod().toString();
    if (method.isEmpty()) {
      method = null;
    }
    String path = exchange.getRequestURI();
    if (path != null && exchange.isHostIncludedInRequestURI()) {
      int root = path.indexOf('/', path.indexOf("://") + 3);
      path = root < 0 ? "/" : path.substring(root);
    }
    HttpServerOperation operation =
        HttpServerProbe.start(
            thread, method, connection.getSslSession() == null ? "http" : "https", path);
    if (operation == null) {
      return;
    }
    Carried.put(exchange, operation);
    try {
      operation.status = 400;
      operation.responseBytes = 0;
      HttpString protocol = exchange.getProtocol();
      operation.protocolVersion =
          protocol == null ? null : HttpServerProbe.protocolVersion(protocol.toString());
      HttpServerDetails details = operation.details;
      if (details != null) {
        details.requested(method, path, exchange.getQueryString());
        SocketAddress peer = connection.getPeerAddress();
        if (peer instanceof InetSocketAddress && !((InetSocketAddress) peer).isUnresolved()) {
          details.peer(
              ((InetSocketAddress) peer).getAddress().getHostAddress(),
              ((InetSocketAddress) peer).getPort());
        }
        names = HttpServerProbe.requestHeaders();
        for (int i = 0; i < names.length; i++) {
          HeaderValues values = headers.get(names[i]);
          for (int at = 0; values != null && at < values.size(); at++) {
            details.requestHeader(i, values.get(at));
          }
        }
        String named = headers.getFirst(Headers.HOST);
        if (named == null || named.indexOf('[') < 0 || named.indexOf(']') > 0) {
          details.server(exchange.getHostName(), exchange.getDestinationAddress().getPort());
        }
      }
    } finally {
      HttpServerProbe.leave(operation);
      HttpServerProbe.end(operation, null);
    }
  }
}
