package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code InternalAbstractHttpAsyncClient.doExecute}: a call, by a context that may be old. */
final class AsyncCallAdvice {

  private AsyncCallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(4) @Nullable Object context) {
    HttpExchangeProbe.anew(context);
  }
}
