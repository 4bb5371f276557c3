package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * In {@code ContextHandler.handle(Request, Runnable)}: a listener of an asynchronous request, or a
 * task of its {@code AsyncContext}, in whatever thread.
 */
final class ContextAdvice {

  private ContextAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.Argument(0) @Nullable Request request) {
    HttpServerOperation operation =
        request == null ? null : (HttpServerOperation) Carried.get(request.getHttpChannel());
    return operation == null ? null : HttpServerProbe.visit(operation);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    if (outer != null) {
      HttpServerProbe.leave(outer);
    }
  }
}
