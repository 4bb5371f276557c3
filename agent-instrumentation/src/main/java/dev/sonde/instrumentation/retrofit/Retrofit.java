package dev.sonde.instrumentation.retrofit;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Retrofit. */
public final class Retrofit extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.retrofit.";
  private static final String RETROFIT = "retrofit2.";

  public Retrofit() {
    super("retrofit", "http-client", "2.5 to 3.0");
  }

  @Override
  public List<String> otelNames() {
    return Collections.emptyList();
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(RETROFIT + "RequestFactory")
            .carrying()
            .weave("<init>(*)", PACKAGE + "TemplateAdvice"),
        new Target(RETROFIT + "OkHttpCall")
            .weave("execute()", PACKAGE + "CallAdvice")
            .weave("enqueue(" + RETROFIT + "Callback)", PACKAGE + "CallAdvice"));
  }
}
