package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code SdkFilterInputStream.read()}. */
final class ReadByteAdvice {

  private ReadByteAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Object stream,
      @Advice.Return int read,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null) {
      S3Probe.read(stream, read < 0 ? -1 : 1);
    } else {
      S3Probe.closed(stream, thrown);
    }
  }
}
