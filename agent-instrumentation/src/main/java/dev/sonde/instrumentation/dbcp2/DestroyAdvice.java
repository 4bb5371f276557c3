package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;
import org.apache.commons.pool2.PooledObject;

/** In {@code destroyObject} of the factory: the pool takes the connection away, whoever has it. */
final class DestroyAdvice {

  private DestroyAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) PooledObject<?> pooled) {
    PoolProbe.returned(pooled.getObject());
  }
}
