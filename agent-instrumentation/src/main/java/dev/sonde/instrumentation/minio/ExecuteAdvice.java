package dev.sonde.instrumentation.minio;

import dev.sonde.boot.MinioProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Call;

/** In {@code RealCall.execute}, by which MinIO's client calls until 8.3. */
final class ExecuteAdvice {

  private ExecuteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Call call) {
    MinioProbe.executed(call, call.request().url());
  }
}
