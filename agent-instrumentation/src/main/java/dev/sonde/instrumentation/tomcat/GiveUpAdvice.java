package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * In {@code Stream.replace} of HTTP/2: from now on what happens to the stream is dropped, a
 * dispatch or the end of an asynchronous request too.
 */
final class GiveUpAdvice {

  private GiveUpAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("coyoteRequest") @Nullable Request request) {
    HttpServerOperation operation =
        request == null ? null : (HttpServerOperation) request.getNote(Tomcat.NOTE);
    if (operation != null) {
      operation.givenUp = true;
    }
  }
}
