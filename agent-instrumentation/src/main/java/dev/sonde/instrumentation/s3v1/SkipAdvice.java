package dev.sonde.instrumentation.s3v1;

import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code skip} of the SDK's streams: what is skipped has come, too. */
final class SkipAdvice {

  private SkipAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object stream,
      @Advice.Return long count,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown != null) {
      S3Probe.closed(stream, thrown);
    } else if (count > 0) {
      S3Probe.read(stream, count);
    }
  }
}
