package dev.sonde.instrumentation.javahttp;

import dev.sonde.boot.HttpExchangeProbe;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code MultiExchange.getExceptionalCF} where nobody can cancel: until Java 15. */
final class OldFailureAdvice {

  private OldFailureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("exchange") @Nullable Object exchange,
      @Advice.Argument(0) @Nullable Throwable failure,
      @Advice.Return @Nullable CompletableFuture<?> told) {
    HttpExchangeProbe.failed(exchange, told, failure, false);
  }
}
