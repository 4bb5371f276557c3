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
 * In {@code HttpChannel.handle}: a response that was aborted does not go on. What the application
 * throws after {@code startAsync} aborts it, and then Jetty waits for whoever may complete it.
 */
final class GivenUpAdvice {

  private GivenUpAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This HttpChannel channel) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(channel);
    if (operation == null || !operation.givenUp || operation.isEnded()) {
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
