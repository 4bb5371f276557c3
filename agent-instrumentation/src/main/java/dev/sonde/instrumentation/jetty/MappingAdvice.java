package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.ServletContext;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.servlet.ServletHandler;
import org.jspecify.annotations.Nullable;

/** In {@code ServletHandler.getMatchedServlet}: which servlet mapping a path matched. */
final class MappingAdvice {

  private MappingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This ServletHandler handler, @Advice.Return @Nullable MatchedResource<?> matched) {
    Object pattern = matched == null ? null : matched.getPathSpec();
    ServletContext context = handler.getServletContext();
    HttpServerProbe.mapped(
        context instanceof ContextHandler.Context
            ? ((ContextHandler.Context) context).getContextHandler().getContextPath()
            : null,
        pattern instanceof ServletPathSpec ? ((ServletPathSpec) pattern).getDeclaration() : null);
  }
}
