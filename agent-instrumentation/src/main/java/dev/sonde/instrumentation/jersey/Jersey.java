package dev.sonde.instrumentation.jersey;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Jersey, as a servlet or a filter. */
public final class Jersey extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.jersey.";
  private static final String SERVER = "org.glassfish.jersey.server.";
  private static final String REQUEST_AND_RESPONSE =
      "jakarta.servlet.http.HttpServletRequest,jakarta.servlet.http.HttpServletResponse";

  public Jersey() {
    super("jersey", "jaxrs", "2, 3, 4");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("jaxrs", "jersey", "jersey-2.0", "jersey-3.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target("org.glassfish.jersey.servlet.ServletContainer")
            .weave("service(" + REQUEST_AND_RESPONSE + ")", PACKAGE + "ServiceAdvice")
            .weave(
                "doFilter("
                    + REQUEST_AND_RESPONSE
                    + ",jakarta.servlet.FilterChain,"
                    + "java.lang.String,java.lang.String,java.lang.String)",
                PACKAGE + "DoFilterAdvice"),
        new Target(SERVER + "internal.routing.UriRoutingContext")
            .weave("setMatchedResourceMethod(*)", PACKAGE + "MatchedMethodAdvice"),
        new Target(SERVER + "ServerRuntime$Responder")
            .weave("process(java.lang.Throwable)", PACKAGE + "ResponderAdvice"));
  }
}
