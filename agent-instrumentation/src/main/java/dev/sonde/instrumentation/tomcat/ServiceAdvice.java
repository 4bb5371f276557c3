package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/** In {@code CoyoteAdapter.service}: the request from its first line on. */
@SuppressWarnings("deprecation") // Request.method() is what all supported versions have
final class ServiceAdvice {

  private ServiceAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(
      @Advice.Argument(0) Request request, @Advice.Argument(1) Response response) {
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
    String path = null;
    if (HttpServerProbe.needsPath()) {
      // Some versions take a path that was made a text for one that is decoded and checked.
      MessageBytes uri = request.requestURI();
      path = uri.getType() == MessageBytes.T_BYTES ? uri.getByteChunk().toString() : uri.toString();
    }
    HttpServerOperation operation =
        HttpServerProbe.start(
            thread, request.method().toString(), request.scheme().toString(), path);
    if (operation != null) {
      request.setNote(Tomcat.NOTE, operation);
      if (operation.details != null) {
        // What the connection tells only while it is open.
        request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, request);
      }
      String traceHeader = HttpServerProbe.traceHeader();
      if (traceHeader != null) {
        response.setHeader(traceHeader, operation.traceIdText());
      }
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable HttpServerOperation operation) {
    if (operation != null) {
      HttpServerProbe.leave(operation);
    }
  }
}
