package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.ee10.servlet.ServletChannel;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** In {@code ServletChannel.handle}: a thread that takes an asynchronous request up. */
final class ServletAdvice {

  private ServletAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Context enter(@Advice.This ServletChannel channel) {
    Request served = channel.getRequest();
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
