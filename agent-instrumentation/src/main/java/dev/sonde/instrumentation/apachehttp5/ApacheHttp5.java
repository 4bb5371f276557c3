package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Apache HttpClient 5. */
public final class ApacheHttp5 extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.apachehttp5.";
  private static final String CLIENT = "org.apache.hc.client5.http.";
  private static final String CORE = "org.apache.hc.core5.http.";
  private static final String CLASSIC = CLIENT + "impl.classic.";
  private static final String ASYNC = CLIENT + "impl.async.";
  private static final String FAILED = "failed(java.lang.Exception)";

  public ApacheHttp5() {
    super("apache-httpclient-5", "http-client", "5.0 to 5.6");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("apache-httpclient", "apache-httpclient-5.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(CLASSIC + "InternalHttpClient").weave("doExecute(*)", PACKAGE + "CallAdvice"),
        new Target(CLASSIC + "ConnectExec").weave("execute(*)", PACKAGE + "AttemptAdvice"),
        new Target(CLASSIC + "MinimalHttpClient").weave("doExecute(*)", PACKAGE + "MinimalAdvice"),
        new Target(CORE + "impl.io.HttpRequestExecutor")
            .weave(
                "execute("
                    + (CORE + "ClassicHttpRequest," + CORE + "io.HttpClientConnection,")
                    + (CORE + "io.HttpResponseInformationCallback," + CORE)
                    + "protocol.HttpContext)",
                PACKAGE + "SendAdvice"),
        new Target(CLIENT + "protocol.HttpClientContext").carrying(),
        new Target(ASYNC + "InternalAbstractHttpAsyncClient")
            .weave("doExecute(*)", PACKAGE + "AsyncCallAdvice"),
        new Target(ASYNC + "AsyncConnectExec").weave("execute(*)", PACKAGE + "AsyncAttemptAdvice"),
        new Target(ASYNC + "AsyncHttpRequestRetryExec$1")
            .weave("handleResponse(*)", PACKAGE + "AsyncResponseAdvice")
            .weave(FAILED, PACKAGE + "AsyncFailureAdvice"),
        new Target(ASYNC + "AsyncProtocolExec$1")
            .weave("handleResponse(*)", PACKAGE + "AsyncResponseAdvice")
            .weave(FAILED, PACKAGE + "AsyncFailureAdvice"));
  }
}
