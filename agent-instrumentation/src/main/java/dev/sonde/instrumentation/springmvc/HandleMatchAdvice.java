package dev.sonde.instrumentation.springmvc;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;
import org.springframework.web.servlet.HandlerMapping;

/**
 * In {@code RequestMappingInfoHandlerMapping.handleMatch}: the pattern of a controller's method.
 */
final class HandleMatchAdvice {

  private HandleMatchAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  @SuppressWarnings("ReferenceEquality") // a method without a pattern gets the very path as its own
  static void exit(
      @Advice.Argument(1) String lookupPath, @Advice.Argument(2) HttpServletRequest request) {
    if (HttpServerProbe.isRouting()) {
      Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      if (pattern != null && pattern != lookupPath) {
        String pathInfo = request.getPathInfo();
        if (pathInfo != null
            && !lookupPath.equals(pathInfo)
            && lookupPath.startsWith(request.getServletPath())) {
          // The mapping is set to match whole paths.
          HttpServerProbe.beginRouting(request.getServletContext().getContextPath(), null);
        }
        HttpServerProbe.routed(pattern.toString());
      }
    }
  }
}
