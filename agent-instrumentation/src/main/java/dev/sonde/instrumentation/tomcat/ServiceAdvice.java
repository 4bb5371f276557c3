package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/** In {@code CoyoteAdapter.service}: the request from its first to its last line. */
@SuppressWarnings("deprecation") // Request.method() is what all supported versions have
final class ServiceAdvice {

  private ServiceAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(@Advice.Argument(0) Request request) {
    Current thread = HttpServerProbe.open();
    if (thread == null) {
      return null;
    }
    String[] fields = HttpServerProbe.fields();
    MimeHeaders headers = request.getMimeHeaders();
    for (int i = 0; i < fields.length; i++) {
      int at = headers.findHeader(fields[i], 0);
      while (at >= 0) {
        thread.incoming(i, headers.getValue(at).toString());
        at = headers.findHeader(fields[i], at + 1);
      }
    }
    return HttpServerProbe.start(thread, request.method().toString(), request.scheme().toString());
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable HttpServerOperation operation,
      @Advice.Thrown @Nullable Throwable thrown,
      @Advice.Argument(0) Request request,
      @Advice.Argument(1) Response response) {
    if (operation == null) {
      return;
    }
    try {
      operation.status = response.getStatus();
      operation.protocolVersion = HttpServerProbe.protocolVersion(request.protocol().toString());
      if (operation.recording) {
        operation.originalMethod = request.method().toString();
        operation.path = request.requestURI().toString();
        operation.query = request.queryString().toString();
        operation.serverAddress = request.serverName().toString();
        operation.serverPort = request.getServerPort();
        operation.userAgent = request.getHeader("user-agent");
        request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        operation.peerAddress = request.remoteAddr().toString();
        request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, request);
        operation.peerPort = request.getRemotePort();
      }
    } finally {
      HttpServerProbe.end(operation, thrown);
    }
  }
}
