package dev.sonde.instrumentation.retrofit;

import dev.sonde.boot.Carried;
import net.bytebuddy.asm.Advice;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * In the constructor of what makes the requests of one method of the application's interface: it
 * carries the template of their path, or of their URL.
 */
final class TemplateAdvice {

  private TemplateAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object factory,
      @Advice.FieldValue("baseUrl") HttpUrl base,
      @Advice.FieldValue("relativeUrl") @Nullable String relative) {
    if (relative != null) {
      boolean isWhole = relative.startsWith("/") || relative.contains("://");
      Carried.put(factory, isWhole ? relative : base.encodedPath() + relative);
    }
  }
}
