package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * In {@code HttpChannelState.HandlerInvoker.run}: a response that can't go on when the handlers
 * have returned. Jetty drops what the application throws after {@code startAsync}, and that its
 * client went away meanwhile, and waits for whoever may complete the request.
 */
final class GivenUpAdvice {

  private GivenUpAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.FieldValue("this$0") HttpChannelState channel) {
    Request request = channel.getRequest();
    HttpServerOperation operation =
        request == null ? null : (HttpServerOperation) Carried.get(request);
    Response response = channel.getResponse();
    if (operation == null || !operation.givenUp || operation.isEnded()) {
      return;
    }
    if (request == null || response == null) {
      return;
    }
    try {
      long ofErrorPage = operation.responseBytes;
      operation.sent(
          response.isCommitted() ? response.getStatus() : 0,
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
      operation.fail(new ClosedChannelException());
      HttpServerProbe.end(operation, null);
    }
  }
}
