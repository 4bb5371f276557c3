package dev.sonde.instrumentation.sample;

import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Has a value of two slots put into an object while another one waits on the stack. */
final class LargeArgumentsAdvice {

  private LargeArgumentsAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object first,
      @Advice.Argument(value = 1, typing = Assigner.Typing.DYNAMIC) Object second) {
    Objects.equals(first, second);
  }
}
