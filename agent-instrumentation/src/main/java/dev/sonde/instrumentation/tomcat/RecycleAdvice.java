package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * In {@code StreamProcessor.recycle}: a request that is still there has been given up. A stream
 * that its client cancels while the request becomes an asynchronous one ends so.
 */
@SuppressWarnings("deprecation") // Request.method() is what all supported versions have
final class RecycleAdvice {

  private RecycleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("request") @Nullable Request request,
      @Advice.FieldValue("response") @Nullable Response response) {
    HttpServerOperation operation =
        request == null ? null : (HttpServerOperation) request.getNote(Tomcat.NOTE);
    if (request == null || response == null || operation == null) {
      return;
    }
    request.setNote(Tomcat.NOTE, null);
    try {
      operation.status = response.isCommitted() ? response.getStatus() : 0;
      operation.protocolVersion = HttpServerProbe.protocolVersion(request.protocol().toString());
      if (request.getBytesRead() > 0
          || request.getMimeHeaders().findHeader("content-length", 0) >= 0) {
        operation.requestBytes = request.getBytesRead();
      }
      operation.responseBytes =
          Math.min(response.getContentWritten(), response.getBytesWritten(false));
      HttpServerDetails details = operation.details;
      if (details != null) {
        details.originalMethod = request.method().toString();
        details.path = request.requestURI().toString();
        details.query = request.queryString().toString();
        details.serverAddress = request.serverName().toString();
        details.serverPort = request.getServerPort();
        request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        details.peerAddress = request.remoteAddr().toString();
        request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, request);
        details.peerPort = request.getRemotePort();
        String[] names = HttpServerProbe.requestHeaders();
        MimeHeaders headers = request.getMimeHeaders();
        for (int i = 0; i < names.length; i++) {
          int at = headers.findHeader(names[i], 0);
          while (at >= 0) {
            details.requestHeader(i, headers.getValue(at).toString());
            at = headers.findHeader(names[i], at + 1);
          }
        }
        names = HttpServerProbe.responseHeaders();
        headers = response.getMimeHeaders();
        for (int i = 0; i < names.length; i++) {
          int at = headers.findHeader(names[i], 0);
          while (at >= 0) {
            details.responseHeader(i, headers.getValue(at).toString());
            at = headers.findHeader(names[i], at + 1);
          }
        }
      }
    } finally {
      operation.fail(response.getErrorException());
      operation.fail(new ClosedChannelException());
      HttpServerProbe.end(operation, null);
    }
  }
}
