package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.Current;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In methods in which Redisson sends something for itself, regularly and on a thread of its own.
 */
final class UpkeepAdvice {

  private UpkeepAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Current enter() {
    return RedisProbe.beginUpkeep();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Current thread) {
    RedisProbe.endUpkeep(thread);
  }
}
