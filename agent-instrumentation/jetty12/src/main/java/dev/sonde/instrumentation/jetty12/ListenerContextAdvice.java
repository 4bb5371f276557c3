package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The same as {@link ContextAdvice} for methods that have the request as their third parameter. */
final class ListenerContextAdvice {

  private ListenerContextAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.Argument(2) @Nullable Request request) {
    Request served = request;
    HttpServerOperation operation =
        served == null ? null : (HttpServerOperation) Carried.get(Request.unWrap(served));
    return operation == null ? null : HttpServerProbe.visit(operation);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    if (outer != null) {
      HttpServerProbe.leave(outer);
    }
  }
}
