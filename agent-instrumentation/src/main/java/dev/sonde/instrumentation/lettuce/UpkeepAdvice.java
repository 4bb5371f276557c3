package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.Current;
import dev.sonde.boot.RedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In methods in which Lettuce sends something for itself, or makes a connection to do so by. */
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
