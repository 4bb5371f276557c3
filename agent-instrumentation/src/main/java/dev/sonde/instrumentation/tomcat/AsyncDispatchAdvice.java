package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/** In {@code CoyoteAdapter.asyncDispatch}: a thread that takes an asynchronous request up. */
final class AsyncDispatchAdvice {

  private AsyncDispatchAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.Argument(0) Request request) {
    HttpServerOperation operation = (HttpServerOperation) request.getNote(Tomcat.NOTE);
    return operation == null ? null : HttpServerProbe.resume(operation);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    if (outer != null) {
      HttpServerProbe.leave(outer);
    }
  }
}
