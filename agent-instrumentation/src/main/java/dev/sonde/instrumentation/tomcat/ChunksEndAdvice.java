package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Carried;
import net.bytebuddy.asm.Advice;

/** In {@code ChunkedOutputFilter.recycle}: the connection lets its last request go. */
final class ChunksEndAdvice {

  private ChunksEndAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object filter) {
    Carried.put(filter, null);
  }
}
