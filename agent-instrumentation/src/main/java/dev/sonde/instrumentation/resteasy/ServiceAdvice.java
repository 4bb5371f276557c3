package dev.sonde.instrumentation.resteasy;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ServletContainerDispatcher.service}: the resource of the request is looked for. */
final class ServiceAdvice {

  private ServiceAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(
      @Advice.Argument(1) HttpServletRequest request,
      @Advice.FieldValue("servletMappingPrefix") @Nullable String prefix) {
    DispatcherType type = request.getDispatcherType();
    return (type == DispatcherType.REQUEST || type == DispatcherType.ASYNC)
        && HttpServerProbe.beginRouting(request.getServletContext().getContextPath(), prefix);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter boolean routing) {
    if (routing) {
      HttpServerProbe.endRouting();
    }
  }
}
