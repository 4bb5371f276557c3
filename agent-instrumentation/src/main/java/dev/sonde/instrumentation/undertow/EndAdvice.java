package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;

/**
 * In {@code HttpServerExchange.invokeExchangeCompleteListeners}: the response is over, sent or not.
 *
 * <p>An upgrade to HTTP/2 is no end: the request goes on in another exchange, which {@link
 * UpgradeAdvice} hands the operation to before this method returns.
 */
final class EndAdvice {

  private EndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Advice.This HttpServerExchange exchange) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(exchange);
    if (operation == null || operation.isEnded()) {
      return false;
    }
    boolean upgrade =
        exchange.isUpgrade()
            && "h2c".equals(exchange.getResponseHeaders().getFirst(Headers.UPGRADE));
    try {
      boolean started = exchange.isResponseStarted();
      operation.status = started ? exchange.getStatusCode() : 0;
      operation.protocolVersion =
          HttpServerProbe.protocolVersion(exchange.getProtocol().toString());
      operation.responseBytes = exchange.getResponseBytesSent();
      operation.fail(exchange.getAttachment(DefaultResponseListener.EXCEPTION));
      if ((!started || !exchange.isComplete()) && operation.sender != Thread.currentThread()) {
        operation.fail(new ClosedChannelException());
      }
      PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
      if (match != null) {
        HttpServerProbe.handled(operation, exchange.getResolvedPath(), match.getMatchedTemplate());
      }
      HttpServerDetails details = operation.details;
      if (details != null && !upgrade) {
        SocketAddress peer = exchange.getConnection().getPeerAddress();
        if (peer instanceof InetSocketAddress && !((InetSocketAddress) peer).isUnresolved()) {
          details.peer(
              ((InetSocketAddress) peer).getAddress().getHostAddress(),
              ((InetSocketAddress) peer).getPort());
        }
        HeaderMap headers = exchange.getRequestHeaders();
        String[] names = HttpServerProbe.requestHeaders();
        for (int i = 0; i < names.length; i++) {
          HeaderValues values = headers.get(names[i]);
          for (int at = 0; values != null && at < values.size(); at++) {
            details.requestHeader(i, values.get(at));
          }
        }
        // Undertow stumbles over a bracket that nothing closes.
        String named = headers.getFirst(Headers.HOST);
        if (named == null || named.indexOf('[') < 0 || named.indexOf(']') > 0) {
          details.server(exchange.getHostName(), exchange.getHostPort());
        }
        names = HttpServerProbe.responseHeaders();
        headers = exchange.getResponseHeaders();
        for (int i = 0; i < names.length; i++) {
          HeaderValues values = headers.get(names[i]);
          for (int at = 0; values != null && at < values.size(); at++) {
            details.responseHeader(i, values.get(at));
          }
        }
      }
    } finally {
      if (operation.sender == Thread.currentThread()) {
        operation.sender = null; // WriteAdvice ends it.
      } else if (!upgrade) {
        HttpServerProbe.end(operation, null);
      }
    }
    return upgrade;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This HttpServerExchange exchange, @Advice.Enter boolean upgrade) {
    if (upgrade) {
      HttpServerOperation left = (HttpServerOperation) Carried.get(exchange);
      if (left != null) {
        HttpServerProbe.end(left, null);
      }
    }
  }
}
