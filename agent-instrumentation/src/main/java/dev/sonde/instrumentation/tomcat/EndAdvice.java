package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * At the end of each part of a request in {@code CoyoteAdapter}: the response is over, unless the
 * request goes on asynchronously.
 */
@SuppressWarnings("deprecation") // Request.method() is what all supported versions have
final class EndAdvice {

  private EndAdvice() {}

  /** The status that is sent already; Tomcat may change its copy of it when the client is gone. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  static int enter(@Advice.Argument(1) Response response) {
    return response.isCommitted() ? response.getStatus() : 0;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) Request request,
      @Advice.Argument(1) Response response,
      @Advice.Enter int sent,
      @Advice.Thrown @Nullable Throwable thrown) {
    HttpServerOperation operation = (HttpServerOperation) request.getNote(Tomcat.NOTE);
    org.apache.catalina.connector.Request served =
        (org.apache.catalina.connector.Request) request.getNote(Tomcat.ADAPTER_NOTE);
    if (operation == null || (thrown == null && served != null && served.isAsync())) {
      return;
    }
    request.setNote(Tomcat.NOTE, null);
    try {
      operation.status = sent != 0 ? sent : response.getStatus();
      if (operation.status < Tomcat.BAD_REQUEST && thrown == null && !response.isCommitted()) {
        operation.status = 0;
      }
      operation.received(
          request.protocol().toString(),
          request.getBytesRead(),
          request.getMimeHeaders().findHeader("content-length", 0) >= 0);
      // What was counted in chunks is the body as it was sent, and else these are it: what was
      // written may be compressed, what was sent may have frames, a HEAD sends nothing.
      operation.responseBytes =
          Math.min(
              operation.responseBytes < 0 ? response.getContentWritten() : operation.responseBytes,
              response.getBytesWritten(false));
      if (operation.responseBytes == 0) {
        Object start = request.getAttribute("org.apache.tomcat.sendfile.start");
        Object end = request.getAttribute("org.apache.tomcat.sendfile.end");
        if (start instanceof Long && end instanceof Long) {
          operation.responseBytes = (Long) end - (Long) start;
        }
      }
      HttpServerDetails details = operation.details;
      if (details != null) {
        details.requested(
            request.method().toString(),
            request.requestURI().toString(),
            request.queryString().toString());
        details.server(request.serverName().toString(), request.getServerPort());
        request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, request);
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
      HttpServerProbe.end(operation, thrown != null ? thrown : response.getErrorException());
    }
  }
}
