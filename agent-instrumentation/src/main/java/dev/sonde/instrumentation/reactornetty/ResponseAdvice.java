package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** In {@code HttpClientOperations.onInboundNext}: the head of a response, among other things. */
final class ResponseAdvice {

  private ResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object connection,
      @Advice.Argument(0) ChannelHandlerContext channel,
      @Advice.Argument(1) Object message) {
    HttpClientOperation operation =
        message instanceof HttpResponse ? HttpExchangeProbe.running(connection) : null;
    if (operation == null) {
      return;
    }
    HttpResponse response = (HttpResponse) message;
    int status = response.status().code();
    if (status < 200 && status != 101) {
      return;
    }
    HttpVersion version = response.protocolVersion();
    HttpHeaders headers = response.headers();
    operation.status = status;
    operation.protocolVersion =
        headers.contains("x-http2-stream-id")
            ? "2"
            : HttpClientProbe.version(version.majorVersion(), version.minorVersion());
    if (HttpClientProbe.tellsSizes()) {
      operation.responseLength(headers.get("Content-Length"));
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      SocketAddress remote = channel.channel().remoteAddress();
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
    HttpClientProbe.end(operation, null);
  }
}
