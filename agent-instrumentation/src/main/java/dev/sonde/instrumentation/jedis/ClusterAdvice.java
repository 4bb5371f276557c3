package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.Current;
import dev.sonde.boot.JedisProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code JedisClusterCommand.run}: all attempts at one command. */
final class ClusterAdvice {

  private ClusterAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Current enter() {
    return JedisProbe.attempt(null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Current thread, @Advice.Thrown @Nullable Throwable thrown) {
    JedisProbe.attempted(thread, null, 0, thrown);
  }
}
