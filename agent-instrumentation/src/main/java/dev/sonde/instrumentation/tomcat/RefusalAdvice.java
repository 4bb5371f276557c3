package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * In {@code CoyoteAdapter.log}, which also gets what the protocol refused, so that it never came to
 * {@code service}.
 */
@SuppressWarnings("deprecation") // Request.method() is what all supported versions have
final class RefusalAdvice {

  private RefusalAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Request request, @Advice.Argument(1) Response response) {
    if (response.getStatus() != Tomcat.BAD_REQUEST
        || request.getNote(Tomcat.NOTE) != null
        || request.method().isNull()) {
      return;
    }
    Current thread = HttpServerProbe.open();
    if (thread == null) {
      return;
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
      HttpServerProbe.leave(operation);
      request.setNote(Tomcat.NOTE, operation);
    }
  }
}
