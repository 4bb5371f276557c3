package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In the constructor of a channel, whose calls have what provides their streams in common. */
final class ChannelAdvice {

  private ChannelAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("target") @Nullable String target,
      @Advice.FieldValue("transportProvider") @Nullable Object provider) {
    RpcClientProbe.channel(provider, target);
  }
}
