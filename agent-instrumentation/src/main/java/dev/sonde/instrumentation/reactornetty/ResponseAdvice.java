package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import reactor.netty.Connection;

/** In {@code HttpClientOperations.setNettyResponse}: the head of the response is there. */
final class ResponseAdvice {

  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Connection connection, @Advice.Argument(0) HttpResponse response) {
    HttpClientOperation operation = HttpExchangeProbe.running(connection);
    if (operation == null) {
      return;
    }
    try {
      Channel channel = connection.channel();
      HttpVersion version = response.protocolVersion();
      HttpHeaders headers = response.headers();
      operation.status = response.status().code();
      // The stream of a connection has that one as its parent.
      operation.protocolVersion =
          channel.parent() == null
              ? HttpClientProbe.version(version.majorVersion(), version.minorVersion())
              : channel.getClass().getName().contains("Quic") ? "3" : "2";
      if (HttpClientProbe.tellsSizes()) {
        operation.responseLength(headers.get("Content-Length"));
      }
      HttpClientDetails details = operation.details;
      if (details != null) {
        SocketAddress remote = channel.remoteAddress();
        if (remote instanceof InetSocketAddress) {
          InetAddress peer = ((InetSocketAddress) remote).getAddress();
          details.peer(
              peer == null ? null : peer.getHostAddress(), ((InetSocketAddress) remote).getPort());
        }
        String[] names = HttpClientProbe.responseHeaders();
        for (int i = 0; i < names.length; i++) {
          details.responseHeader(i, headers.getAll(names[i]).iterator());
        }
      }
    } finally {
      HttpClientProbe.end(operation, null);
    }
  }
}
