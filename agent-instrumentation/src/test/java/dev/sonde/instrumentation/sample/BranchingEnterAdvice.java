package dev.sonde.instrumentation.sample;

import net.bytebuddy.asm.Advice;

/** Only begins, with variables and stack maps of its own. */
final class BranchingEnterAdvice {

  private BranchingEnterAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    long total = 0;
    for (int i = 0; i < Seen.EVENTS.size(); i++) {
      String event = Seen.EVENTS.get(i);
      total += event == null ? 1 : event.length();
    }
    return total;
  }
}
