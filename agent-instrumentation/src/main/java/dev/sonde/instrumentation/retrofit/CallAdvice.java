package dev.sonde.instrumentation.retrofit;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code execute} and {@code enqueue}, by which OkHttp sends a request. */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Advice.FieldValue("requestFactory") Object factory) {
    Object template = Carried.get(factory);
    return HttpClientProbe.template(template instanceof String ? (String) template : null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable String before) {
    HttpClientProbe.template(before);
  }
}
