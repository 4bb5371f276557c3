package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.RedissonProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code AsyncDetails.getCodec}, which is asked for right before the command is sent. */
final class DetailsSendAdvice {

  private DetailsSendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object details,
      @Advice.FieldValue("connectionFuture") @Nullable Object connection) {
    RedissonProbe.reachesBy(details, connection);
  }
}
