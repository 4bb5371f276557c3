package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpChannelState;

/** In {@code HttpChannelState.completeStream}: the handlers are done, and so is the response. */
final class EndAdvice {

  private EndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This HttpChannelState channel, @Advice.Argument(0) HttpStream stream) {
    Request request = channel.getRequest();
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    if (operation == null || operation.isEnded()) {
      return;
    }
    try {
      Response response = channel.getResponse();
      long ofErrorPage = operation.responseBytes;
      operation.sent(
          stream.isCommitted() ? response.getStatus() : 0,
          ofErrorPage < 0 ? Response.getContentBytesWritten(response) : ofErrorPage);
      operation.received(
          request.getConnectionMetaData().getProtocol(),
          Request.getContentBytesRead(request),
          request.getLength() >= 0);
      HttpServerDetails details = operation.details;
      if (details != null) {
        for (HttpField header : response.getHeaders()) {
          details.responseHeader(header.getName(), header.getValue());
        }
      }
    } finally {
      HttpServerProbe.end(operation, null);
    }
  }
}
