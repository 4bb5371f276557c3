package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.apache.commons.pool2.PooledObject;

/**
 * In {@code destroyObject} of the factories, and {@code passivateObject} of one: the pool takes the
 * connection back, whoever has it.
 */
final class DestroyAdvice {

  private DestroyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) PooledObject<?> pooled) {
    PoolProbe.returned(pooled.getObject());
  }
}
