package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

/** Gives the method another argument, and the caller another answer. */
final class ReplacingAdvice {

  private ReplacingAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(value = 0, readOnly = false) String given) {
    given = given + '!';
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) String given, @Advice.Return(readOnly = false) String returned) {
    returned = returned + ' ' + given;
  }
}
