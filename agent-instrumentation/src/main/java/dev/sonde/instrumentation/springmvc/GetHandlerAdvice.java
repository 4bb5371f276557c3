package dev.sonde.instrumentation.springmvc;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;

/**
 * In {@code DispatcherServlet.getHandler}: the handler of the request itself is looked for, not
 * that of a forward, an include or the page of an error.
 */
final class GetHandlerAdvice {

  private GetHandlerAdvice() {}

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
