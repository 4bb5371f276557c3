package dev.sonde.instrumentation.jersey;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code ServletContainer.doFilter}: the same where Jersey is a filter. */
final class DoFilterAdvice {

  private DoFilterAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(
      @Advice.Argument(0) HttpServletRequest request,
      @Advice.FieldValue("filterContextPath") @Nullable String filterPath) {
    DispatcherType type = request.getDispatcherType();
    return (type == DispatcherType.REQUEST || type == DispatcherType.ASYNC)
        && HttpServerProbe.beginRouting(request.getServletContext().getContextPath(), filterPath);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter boolean routing) {
    if (routing) {
      HttpServerProbe.endRouting();
    }
  }
}
