package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.ee9.nested.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** In {@code HttpChannel.handle} of ee9 and ee8: a thread that takes an asynchronous request up. */
final class NestedAdvice {

  private NestedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.This HttpChannel channel) {
    Request served = channel.getCoreRequest();
    HttpServerOperation operation =
        served == null ? null : (HttpServerOperation) Carried.get(Request.unWrap(served));
    return operation == null ? null : HttpServerProbe.resume(operation);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Context outer) {
    if (outer != null) {
      HttpServerProbe.leave(outer);
    }
  }
}
