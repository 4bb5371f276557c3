package dev.sonde.instrumentation.springweb;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Spring's {@code RestTemplate}, {@code RestClient} and {@code WebClient}. */
public final class SpringWeb extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.springweb.";
  private static final String CLIENT = "org.springframework.web.client.";
  private static final String REACTIVE = "org.springframework.web.reactive.function.client.";

  public SpringWeb() {
    super("spring-web", "http-client", "4.3, 5, 6, 7");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("spring-web", "spring-web-3.1");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(CLIENT + "RestTemplate").weave("execute(*)", PACKAGE + "RestTemplateAdvice"),
        new Target(CLIENT + "DefaultRestClient$DefaultRequestBodyUriSpec")
            .weave("exchangeInternal(*)", PACKAGE + "RestClientAdvice"),
        new Target(REACTIVE + "DefaultClientRequestBuilder$BodyInserterRequest")
            .weave("writeTo(*)", PACKAGE + "WebClientAdvice"));
  }
}
