package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
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
      details.peer(peer.getAddress().getHostAddress(), peer.getPort());
    }
    Request request = channel.getRequest();
    MetaData headers = request.getMetaData();
    if (headers == null || request.getMethod() == null) {
      return;
    }
    details.requested(request.getMethod(), request.getRequestURI(), request.getQueryString());
    for (HttpField header : headers) {
      details.requestHeader(header.getName(), header.getValue());
    }
    details.server(request.getServerName(), request.getServerPort());
  }
}
