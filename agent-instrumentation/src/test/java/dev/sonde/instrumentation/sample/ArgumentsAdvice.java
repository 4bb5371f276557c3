package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Sees the arguments as they came, whatever the method does with them. */
final class ArgumentsAdvice {

  private ArgumentsAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object first,
      @Advice.Argument(1) double second,
      @Advice.Argument(2) String third,
      @Advice.FieldValue("kept") long kept) {
    Seen.EVENTS.add(first + " " + second + ' ' + third + ' ' + kept);
  }
}
