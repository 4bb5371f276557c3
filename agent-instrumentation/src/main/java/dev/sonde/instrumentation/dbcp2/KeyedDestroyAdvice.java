package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.apache.commons.pool2.PooledObject;

/** The same as {@link DestroyAdvice} in a pool that has connections of several users. */
final class KeyedDestroyAdvice {

  private KeyedDestroyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(1) PooledObject<?> pooled) {
    PoolProbe.returned(pooled.getObject());
  }
}
