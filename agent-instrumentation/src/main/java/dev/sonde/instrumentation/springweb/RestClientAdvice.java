package dev.sonde.instrumentation.springweb;

import dev.sonde.boot.HttpClientProbe;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In what all requests of a {@code RestClient} come by: it keeps the template as an attribute. */
final class RestClientAdvice {

  private RestClientAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(
      @Advice.FieldValue("attributes") @Nullable Map<String, Object> attributes) {
    Object template =
        attributes == null
            ? null
            : attributes.get("org.springframework.web.client.RestClient.uriTemplate");
    return HttpClientProbe.template(template instanceof String ? (String) template : null);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable String before) {
    HttpClientProbe.template(before);
  }
}
