package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Apache HttpClient 4 and HttpAsyncClient 4. */
public final class ApacheHttp4 extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.apachehttp4.";
  private static final String HTTP = "org.apache.http.";
  private static final String ASYNC = HTTP + "impl.nio.client.";
  private static final String CONTEXT = HTTP + "protocol.HttpContext";
  private static final String CALL = HTTP + "HttpHost," + HTTP + "HttpRequest," + CONTEXT;

  public ApacheHttp4() {
    super("apache-httpclient-4", "http-client", "4.0 to 4.5, asynchronous 4.1");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList(
        "apache-httpclient",
        "apache-httpclient-4.0",
        "apache-httpasyncclient",
        "apache-httpasyncclient-4.1");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(HTTP + "impl.client.InternalHttpClient")
            .weave("doExecute(" + CALL + ")", PACKAGE + "CallAdvice"),
        new Target(HTTP + "impl.execchain.MainClientExec")
            .weave("execute(*)", PACKAGE + "AttemptAdvice"),
        new Target(HTTP + "impl.execchain.MinimalClientExec")
            .weave("execute(*)", PACKAGE + "AttemptAdvice"),
        new Target(HTTP + "impl.client.DefaultRequestDirector")
            .weave("execute(" + CALL + ")", PACKAGE + "CallAdvice")
            .weave("execute(" + CALL + ")", PACKAGE + "OldAttemptAdvice"),
        new Target(HTTP + "protocol.HttpRequestExecutor")
            .weave(
                "execute(" + HTTP + "HttpRequest," + HTTP + "HttpClientConnection," + CONTEXT + ")",
                PACKAGE + "SendAdvice"),
        new Target(ASYNC + "AbstractClientExchangeHandler")
            .carrying()
            .weave("<init>(*)", PACKAGE + "AsyncRequestAdvice")
            .weave("requestConnection()", PACKAGE + "AsyncAttemptAdvice")
            .weave("failed(java.lang.Exception)", PACKAGE + "AsyncFailureAdvice")
            .weave("cancel()", PACKAGE + "AsyncCancelAdvice"),
        asynchronous("DefaultClientExchangeHandlerImpl"),
        asynchronous("MinimalClientExchangeHandlerImpl"));
  }

  private static Target asynchronous(String handler) {
    return new Target(ASYNC + handler)
        .weave("generateRequest()", PACKAGE + "AsyncSendAdvice")
        .weave("responseReceived(" + HTTP + "HttpResponse)", PACKAGE + "AsyncResponseAdvice");
  }
}
