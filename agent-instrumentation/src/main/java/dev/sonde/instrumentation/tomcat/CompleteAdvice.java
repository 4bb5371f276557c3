package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** In {@code AsyncContextImpl.fireOnComplete}, which is called outside of any dispatch. */
final class CompleteAdvice {

  private CompleteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.FieldValue("request") @Nullable Request request) {
    HttpServerOperation operation =
        request == null
            ? null
            : (HttpServerOperation) request.getCoyoteRequest().getNote(Tomcat.NOTE);
    return operation == null ? null : HttpServerProbe.visit(operation);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    if (outer != null) {
      HttpServerProbe.leave(outer);
    }
  }
}
