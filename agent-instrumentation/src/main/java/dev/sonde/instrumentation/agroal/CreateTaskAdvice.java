package dev.sonde.instrumentation.agroal;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code CreateConnectionTask.call}: how long it takes to open a connection, where one is. */
final class CreateTaskAdvice {

  private CreateTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static long enter() {
    return PoolProbe.now();
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("this$0") Object pool,
      @Advice.Return @Nullable Object opened,
      @Advice.Enter long since) {
    if (opened != null) {
      PoolProbe.createdEarly(pool, since);
    }
  }
}
