package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.ee10.servlet.ServletChannelState;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * In the task of {@code AsyncContextState.start}: what an early 12.0 runs without telling for which
 * request.
 */
final class StartedAdvice {

  private StartedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.FieldValue("_state") @Nullable ServletChannelState state) {
    Request served = state == null ? null : state.getServletChannel().getRequest();
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
