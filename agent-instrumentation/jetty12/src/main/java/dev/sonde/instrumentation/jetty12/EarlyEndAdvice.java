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

/** The same as {@link EndAdvice} where an early 12.0 has it, in {@code HandlerInvoker}. */
final class EarlyEndAdvice {

  private EarlyEndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("this$0") HttpChannelState channel,
      @Advice.Argument(0) HttpStream stream) {
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
      operation.protocolVersion =
          HttpServerProbe.protocolVersion(request.getConnectionMetaData().getProtocol());
      long read = Request.getContentBytesRead(request);
      if (read > 0 || request.getLength() >= 0) {
        operation.requestBytes = read;
      }
      HttpServerDetails details = operation.details;
      if (details != null) {
        String[] names = HttpServerProbe.responseHeaders();
        for (HttpField header : response.getHeaders()) {
          for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(header.getName())) {
              details.responseHeader(i, header.getValue());
            }
          }
        }
      }
    } finally {
      HttpServerProbe.end(operation, null);
    }
  }
}
