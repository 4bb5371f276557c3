package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
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
      details.originalMethod = request.getMethod();
      details.path = path;
      details.query = request.getHttpURI().getQuery();
    }
    SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
    if (peer instanceof InetSocketAddress && ((InetSocketAddress) peer).getAddress() != null) {
      details.peerAddress = ((InetSocketAddress) peer).getAddress().getHostAddress();
      details.peerPort = ((InetSocketAddress) peer).getPort();
    }
    String[] names = HttpServerProbe.requestHeaders();
    for (HttpField header : request.getHeaders()) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equalsIgnoreCase(header.getName())) {
          details.requestHeader(i, header.getValue());
        }
      }
    }
    details.serverAddress = Request.getServerName(request);
    details.serverPort = Request.getServerPort(request);
  }
}
