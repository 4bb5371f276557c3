package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code SdkFilterInputStream.read(byte[], int, int)}. */
final class ReadAdvice {

  private ReadAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object stream,
      @Advice.Return int count,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null) {
      S3Probe.read(stream, count);
    } else {
      S3Probe.closed(stream, thrown);
    }
  }
}
