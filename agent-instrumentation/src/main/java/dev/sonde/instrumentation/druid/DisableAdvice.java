package dev.sonde.instrumentation.druid;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code DruidPooledConnection.disable}: a connection that can't be used any more is in no use.
 */
final class DisableAdvice {

  private DisableAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("holder") @Nullable Object holder) {
    PoolProbe.returned(holder);
  }
}
