package dev.sonde.instrumentation.resteasy;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

/** In {@code ResourceLocatorInvoker.invoke}: a part of the path led to a sub-resource. */
final class LocatorAdvice {

  private LocatorAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("method") ResourceLocator locator) {
    if (HttpServerProbe.isRouting()) {
      HttpServerProbe.routedBelow(locator.getFullpath());
    }
  }
}
