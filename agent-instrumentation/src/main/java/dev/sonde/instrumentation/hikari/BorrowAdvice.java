package dev.sonde.instrumentation.hikari;

import dev.sonde.boot.PoolProbe;
import net.bytebuddy.asm.Advice;

/** In {@code PoolEntry.createProxyConnection}, once for each borrow: which connection it is. */
final class BorrowAdvice {

  private BorrowAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object entry, @Advice.FieldValue("hikariPool") Object pool) {
    PoolProbe.borrowed("hikari", pool, null, entry);
  }
}
