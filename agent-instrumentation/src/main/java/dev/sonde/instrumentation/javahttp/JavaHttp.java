package dev.sonde.instrumentation.javahttp;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The JDK's {@code java.net.http.HttpClient}. */
public final class JavaHttp extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.javahttp.";
  private static final String JDK = "jdk.internal.net.http.";
  private static final String MODULE = "java.net.http";

  public JavaHttp() {
    super("java-http-client", "http-client", "Java 11 to 26");
  }

  @Override
  public List<String> otelNames() {
    return Collections.singletonList("java-http-client");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(JDK + "MultiExchange")
            .inModule(MODULE)
            .carrying()
            .weave("<init>(*)", PACKAGE + "RequestAdvice")
            .weave("getExceptionalCF(*)", PACKAGE + "FailureAdvice")
            .orWeave("getExceptionalCF(*)", PACKAGE + "OldFailureAdvice"),
        new Target(JDK + "Exchange")
            .inModule(MODULE)
            .carrying()
            .weave("responseAsync()", PACKAGE + "SendAdvice"),
        new Target(JDK + "Response").weave("<init>(*)", PACKAGE + "ResponseAdvice"));
  }
}
