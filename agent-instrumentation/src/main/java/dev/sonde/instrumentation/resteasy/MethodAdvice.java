package dev.sonde.instrumentation.resteasy;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.jboss.resteasy.spi.metadata.ResourceMethod;

/** In {@code ResourceMethodInvoker.invoke}: the resource method is found. */
final class MethodAdvice {

  private MethodAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("method") ResourceMethod method) {
    if (HttpServerProbe.isRouting()) {
      HttpServerProbe.routedBelow(method.getFullpath());
      HttpServerProbe.routed("");
    }
  }
}
