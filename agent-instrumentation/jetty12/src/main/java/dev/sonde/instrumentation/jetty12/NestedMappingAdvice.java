package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHandler;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.jspecify.annotations.Nullable;

/**
 * In {@code ServletHandler.getMatchedServlet} of ee9 and ee8: which servlet mapping a path matched.
 */
final class NestedMappingAdvice {

  private NestedMappingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This ServletHandler handler, @Advice.Return @Nullable MatchedResource<?> matched) {
    Object pattern = matched == null ? null : matched.getPathSpec();
    ServletContextHandler context = handler.getServletContextHandler();
    HttpServerProbe.mapped(
        context == null ? null : context.getContextPath(),
        pattern instanceof ServletPathSpec ? ((ServletPathSpec) pattern).getDeclaration() : null);
  }
}
