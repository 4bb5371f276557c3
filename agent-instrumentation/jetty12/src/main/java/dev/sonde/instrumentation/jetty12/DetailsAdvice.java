package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * In {@code HttpChannelState.ChannelCallback.lockedCompleteCallback}, and in {@code
 * ChannelResponse} where a write fails, after which nothing else may come: what was asked for,
 * once.
 */
final class DetailsAdvice {

  private DetailsAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("_request") HttpChannelState.ChannelRequest request) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    HttpServerDetails details = operation == null ? null : operation.details;
    if (operation == null || details == null || details.serverAddress != null) {
      return;
    }
    // The names that Jetty gives to what has no request line.
    String path = request.getHttpURI().getPath();
    boolean unnamed =
        operation.method.equals("_OTHER")
            && ("/badMessage".equals(path) || "/badRequest".equals(path));
    if (!unnamed) {
      details.requested(request.getMethod(), path, request.getHttpURI().getQuery());
    }
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    if (peer instanceof InetSocketAddress && ((InetSocketAddress) peer).getAddress() != null) {
      details.peer(
          ((InetSocketAddress) peer).getAddress().getHostAddress(),
          ((InetSocketAddress) peer).getPort());
    }
    for (HttpField header : request.getHeaders()) {
      details.requestHeader(header.getName(), header.getValue());
    }
    details.server(Request.getServerName(request), Request.getServerPort(request));
  }
}
