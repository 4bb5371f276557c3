package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.HttpServerProbe;
import jakarta.servlet.ServletContext;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.servlet.ServletHandler;
import org.jspecify.annotations.Nullable;

/** The same as {@link MappingAdvice} in an early 10 or 11, in {@code getMappedServlet}. */
final class MappedServletAdvice {

  private MappedServletAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This ServletHandler handler,
      @Advice.Return ServletHandler.@Nullable MappedServlet matched) {
    Object pattern = matched == null ? null : matched.getPathSpec();
    ServletContext context = handler.getServletContext();
    HttpServerProbe.mapped(
        context instanceof ContextHandler.Context
            ? ((ContextHandler.Context) context).getContextHandler().getContextPath()
            : null,
        pattern instanceof ServletPathSpec ? ((ServletPathSpec) pattern).getDeclaration() : null);
  }
}
