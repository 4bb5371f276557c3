package dev.sonde.instrumentation.springweb;

import dev.sonde.boot.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RestTemplate.execute}, which takes a template or a URI. */
final class RestTemplateAdvice {

  private RestTemplateAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Advice.Argument(0) @Nullable Object url) {
    return HttpClientProbe.template(url instanceof String ? (String) url : null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable String before) {
    HttpClientProbe.template(before);
  }
}
