package dev.sonde.instrumentation.springmvc;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;

/**
 * In {@code AbstractUrlHandlerMapping.exposePathWithinMapping}: the pattern of static resources, a
 * view controller or the like. It runs before the handler does, long after the handler was found.
 */
final class ExposePathAdvice {

  private ExposePathAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This AbstractUrlHandlerMapping mapping,
      @Advice.Argument(0) String pattern,
      @Advice.Argument(1) String pathWithinMapping,
      @Advice.Argument(2) HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    if (type != DispatcherType.REQUEST && type != DispatcherType.ASYNC) {
      return;
    }
    // The default handler has no pattern; it gets the path.
    if (!pattern.equals(pathWithinMapping)
        || pattern.equals("/")
        || mapping.getHandlerMap().containsKey(pattern)) {
      if (HttpServerProbe.beginRouting(
          request.getServletContext().getContextPath(),
          request.getPathInfo() == null ? null : request.getServletPath())) {
        HttpServerProbe.routed(pattern);
        HttpServerProbe.endRouting();
      }
    }
  }
}
