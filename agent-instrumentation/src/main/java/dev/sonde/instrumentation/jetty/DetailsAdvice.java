package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;

/** After {@link HandleAdvice}: what was asked for, before a dispatch changes it. */
final class DetailsAdvice {

  private DetailsAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This HttpChannel channel) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(channel);
    HttpServerDetails details = operation == null ? null : operation.details;
    if (details == null || details.peerAddress != null) {
      return;
    }
    InetSocketAddress peer = channel.getRemoteAddress();
    if (peer != null && peer.getAddress() != null) {
      details.peerAddress = peer.getAddress().getHostAddress();
      details.peerPort = peer.getPort();
    }
    Request request = channel.getRequest();
    MetaData headers = request.getMetaData();
    if (headers == null || request.getMethod() == null) {
      return;
    }
    details.originalMethod = request.getMethod();
    details.path = request.getRequestURI();
    details.query = request.getQueryString();
    String[] names = HttpServerProbe.requestHeaders();
    for (HttpField header : headers) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equalsIgnoreCase(header.getName())) {
          details.requestHeader(i, header.getValue());
        }
      }
    }
    details.serverAddress = request.getServerName();
    details.serverPort = request.getServerPort();
  }
}
