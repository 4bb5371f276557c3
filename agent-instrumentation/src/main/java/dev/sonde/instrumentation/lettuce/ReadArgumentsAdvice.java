package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.LettuceProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code XReadArgs.build}: whether {@code XREAD} shall wait. */
final class ReadArgumentsAdvice {

  private ReadArgumentsAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) Object arguments, @Advice.FieldValue("block") @Nullable Long block) {
    if (block != null) {
      LettuceProbe.blocks(arguments);
    }
  }
}
