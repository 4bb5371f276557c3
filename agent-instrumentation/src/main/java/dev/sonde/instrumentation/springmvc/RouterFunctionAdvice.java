package dev.sonde.instrumentation.springmvc;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/** In {@code RouterFunctionMapping.getHandlerInternal}: the pattern of a functional route. */
final class RouterFunctionAdvice {

  private RouterFunctionAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) HttpServletRequest request, @Advice.Return @Nullable Object handler) {
    if (handler != null && HttpServerProbe.isRouting()) {
      Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      if (pattern != null) {
        HttpServerProbe.routed(pattern.toString());
      }
    }
  }
}
