package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.HttpServerProbe;
import io.undertow.servlet.handlers.ServletChain;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.MappingMatch;
import net.bytebuddy.asm.Advice;

/** In {@code ServletInitialHandler.dispatchRequest}: which servlet mapping the request matched. */
final class MappingAdvice {

  private MappingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(1) ServletRequestContext request,
      @Advice.Argument(2) ServletChain chain,
      @Advice.Argument(3) DispatcherType type) {
    MappingMatch match = type == DispatcherType.REQUEST ? chain.getMappingMatch() : null;
    if (match != null) {
      HttpServerProbe.mapped(
          match.name(),
          request.getDeployment().getDeploymentInfo().getContextPath(),
          match == MappingMatch.EXTENSION ? chain.getPattern() : chain.getServletPath());
    }
  }
}
