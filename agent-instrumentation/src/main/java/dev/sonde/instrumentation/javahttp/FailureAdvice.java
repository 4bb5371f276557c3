package dev.sonde.instrumentation.javahttp;

import dev.sonde.boot.HttpExchangeProbe;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code MultiExchange.getExceptionalCF}: an attempt has failed, or was cancelled. */
final class FailureAdvice {

  private FailureAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("exchange") @Nullable Object exchange,
      @Advice.FieldValue("interrupted") AtomicReference<?> cancelled,
      @Advice.Argument(0) @Nullable Throwable failure,
      @Advice.Return @Nullable CompletableFuture<?> told) {
    HttpExchangeProbe.failed(exchange, told, failure, cancelled.get() != null);
  }
}
