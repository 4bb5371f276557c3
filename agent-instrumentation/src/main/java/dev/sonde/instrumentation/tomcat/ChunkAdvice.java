package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import net.bytebuddy.asm.Advice;

/**
 * In {@code ChunkedOutputFilter.doWrite}: a part of the body, compressed already and not yet in its
 * frame.
 */
final class ChunkAdvice {

  private ChunkAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object filter, @Advice.Return int length) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(filter);
    if (operation != null) {
      operation.responseBytes = Math.max(operation.responseBytes, 0) + length;
    }
  }
}
