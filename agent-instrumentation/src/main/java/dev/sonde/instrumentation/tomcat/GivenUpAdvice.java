package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import java.nio.channels.ClosedChannelException;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * In {@code StreamProcessor.recycle} and {@code process}: a request of HTTP/2 that is still there
 * has been given up. One that its client cancels while it becomes an asynchronous one ends so, and
 * one whose stream is gone when something happens to it.
 */
@SuppressWarnings("deprecation") // Request.method() is what all supported versions have
final class GivenUpAdvice {

  private GivenUpAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(
      @Advice.FieldValue("request") @Nullable Request request) {
    return request == null ? null : (HttpServerOperation) request.getNote(Tomcat.NOTE);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("request") @Nullable Request request,
      @Advice.FieldValue("response") @Nullable Response response,
      @Advice.FieldValue("socketWrapper") @Nullable Object connection,
      @Advice.Enter @Nullable HttpServerOperation operation) {
    if (operation == null || request == null || response == null) {
      return;
    }
    if (request.getNote(Tomcat.NOTE) != operation) {
      return; // It has ended, and the container's object may serve another one by now.
    }
    if (connection != null && !operation.givenUp) {
      return; // It goes on.
    }
    request.setNote(Tomcat.NOTE, null);
    try {
      operation.status = response.isCommitted() ? response.getStatus() : 0;
      operation.received(
          request.protocol().toString(),
          request.getBytesRead(),
          request.getMimeHeaders().findHeader("content-length", 0) >= 0);
      operation.responseBytes =
          Math.min(response.getContentWritten(), response.getBytesWritten(false));
      HttpServerDetails details = operation.details;
      if (details != null) {
        details.requested(
            request.method().toString(),
            request.requestURI().toString(),
            request.queryString().toString());
        details.server(request.serverName().toString(), request.getServerPort());
        details.peer(request.remoteAddr().toString(), request.getRemotePort());
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
