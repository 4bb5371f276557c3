package dev.sonde.instrumentation.okhttp;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** OkHttp. */
public final class OkHttp extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.okhttp.";
  private static final String OKHTTP = "okhttp3.";
  private static final String INTERNAL = OKHTTP + "internal.";
  private static final String INTERCEPT = "intercept(" + OKHTTP + "Interceptor$Chain)";
  private static final String WRITE = "writeRequestHeaders(" + OKHTTP + "Request)";

  public OkHttp() {
    super("okhttp", "http-client", "3.4 to 3.14, 4, 5");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("okhttp", "okhttp-3.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(INTERNAL + "http.RetryAndFollowUpInterceptor")
            .weave(INTERCEPT, PACKAGE + "CallAdvice"),
        new Target(INTERNAL + "connection.Transmitter")
            .weave("newExchange(*)", PACKAGE + "ConnectAdvice")
            .orWeave("newExchange$okhttp(*)", PACKAGE + "ConnectAdvice"),
        new Target(INTERNAL + "connection.RealCall")
            .weave("initExchange$okhttp(*)", PACKAGE + "ConnectAdvice"),
        new Target(INTERNAL + "http.CallServerInterceptor")
            .weave(INTERCEPT, PACKAGE + "SendAdvice"),
        new Target(INTERNAL + "connection.ConnectInterceptor")
            .onlyWith("<init>(" + OKHTTP + "OkHttpClient)")
            .weave(INTERCEPT, PACKAGE + "OldConnectAdvice"),
        writes("http1.Http1ExchangeCodec"),
        writes("http2.Http2ExchangeCodec"),
        writes("http1.Http1Codec"),
        writes("http2.Http2Codec"),
        writes("http.Http1xStream"),
        writes("http.Http2xStream"),
        new Target(OKHTTP + "RealCall$AsyncCall")
            .carrying()
            .weave("<init>(*)", PACKAGE + "EnqueueAdvice")
            .weave("execute()", PACKAGE + "RunAdvice"),
        new Target(INTERNAL + "connection.RealCall$AsyncCall")
            .carrying()
            .weave("<init>(*)", PACKAGE + "EnqueueAdvice")
            .weave("run()", PACKAGE + "RunAdvice"));
  }

  /** What writes the head of a request, as it was called from version to version. */
  private static Target writes(String codec) {
    return new Target(INTERNAL + codec).weave(WRITE, PACKAGE + "HeaderAdvice");
  }
}
