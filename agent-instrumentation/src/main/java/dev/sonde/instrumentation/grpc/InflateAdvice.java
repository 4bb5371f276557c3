package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcSizes;
import net.bytebuddy.asm.Advice;

/** In what counts the bytes of a message that was compressed, while it is read. */
final class InflateAdvice {

  private InflateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("count") long count, @Advice.FieldValue("maxCount") long counted) {
    if (count > counted) {
      RpcSizes.inflated(count - counted);
    }
  }
}
