package dev.sonde.instrumentation.jersey;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;

/** In {@code ServletContainer.service}: the resource of the request itself is looked for. */
final class ServiceAdvice {

  private ServiceAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Advice.Argument(0) HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    return (type == DispatcherType.REQUEST || type == DispatcherType.ASYNC)
        && HttpServerProbe.beginRouting(
            request.getServletContext().getContextPath(),
            request.getPathInfo() == null ? null : request.getServletPath());
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter boolean routing) {
    if (routing) {
      HttpServerProbe.endRouting();
    }
  }
}
