package dev.sonde.instrumentation.springweb;

import dev.sonde.boot.HttpCallProbe;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In what a {@code WebClient} writes its request by, when there is a connection for it: it keeps
 * the template as an attribute.
 */
final class WebClientAdvice {

  private WebClientAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("attributes") @Nullable Map<String, Object> attributes) {
    if (attributes != null) {
      HttpCallProbe.template(
          attributes.get("org.springframework.web.reactive.function.client.WebClient.uriTemplate"));
    }
  }
}
