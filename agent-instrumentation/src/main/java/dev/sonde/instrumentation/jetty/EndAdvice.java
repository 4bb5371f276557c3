package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;

/**
 * In {@code HttpChannel.onCompleted}: request and response are over, the channel has them still.
 */
final class EndAdvice {

  private EndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This HttpChannel channel) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(channel);
    if (operation == null) {
      return;
    }
    Carried.put(channel, null);
    if (operation.isEnded()) {
      return;
    }
    try {
      Request request = channel.getRequest();
      MetaData.Response sent = channel.getCommittedMetaData();
      operation.sent(sent == null ? 0 : sent.getStatus(), channel.getBytesWritten());
      String protocol = request.getProtocol();
      operation.received(
          protocol == null && sent != null ? sent.getHttpVersion().asString() : protocol,
          request.getContentRead(),
          request.getContentLengthLong() >= 0);
      HttpServerDetails details = operation.details;
      if (details != null && sent != null) {
        for (HttpField header : sent) {
          details.responseHeader(header.getName(), header.getValue());
        }
      }
    } finally {
      HttpServerProbe.end(operation, null);
    }
  }
}
