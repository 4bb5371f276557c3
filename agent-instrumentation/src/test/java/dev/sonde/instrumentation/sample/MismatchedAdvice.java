package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;
import org.apache.coyote.Request;

/** Uses what the library of {@link Greeter} does not have. */
final class MismatchedAdvice {

  private MismatchedAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object argument) {
    Seen.EVENTS.add("" + ((Request) argument).getServerPort());
  }
}
