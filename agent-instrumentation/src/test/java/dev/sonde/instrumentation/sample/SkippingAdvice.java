package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

/** Leaves a method out where it is given a text. */
final class SkippingAdvice {

  private SkippingAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
  static Object enter(@Advice.Argument(0) Object given) {
    return given instanceof String ? given : null;
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Enter Object entered, @Advice.Return(readOnly = false) float returned) {
    if (entered != null) {
      returned = -1;
    }
  }
}
