package dev.sonde.instrumentation.minio;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** MinIO's client. */
public final class Minio extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.minio.";
  private static final String MINIO = "io.minio.";
  private static final String OKHTTP = "okhttp3.";
  private static final String CONNECTION = OKHTTP + "internal.connection.";

  /** OkHttp until 3.8, whose interceptors are not told the call, is in no way MinIO's. */
  private static final String IN_NONE = "none()";

  private static final String ON_RESPONSE = "onResponse(" + OKHTTP + "Call," + OKHTTP + "Response)";
  private static final String REQUEST =
      "("
          + MINIO
          + "http.Method,java.lang.String,java.lang.String,java.lang.String,"
          + OKHTTP
          + "Headers,com.google.common.collect.Multimap,java.lang.Object,int)";
  private static final String CREATE_REQUEST =
      "createRequest("
          + OKHTTP
          + "HttpUrl,"
          + MINIO
          + "http.Method,"
          + OKHTTP
          + "Headers,java.lang.Object,int,"
          + MINIO
          + "credentials.Credentials)";

  public Minio() {
    super("minio", "s3", "8.0 to 8.6");
  }

  @Override
  public List<String> otelNames() {
    return Collections.emptyList();
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        // In one of the two until 8.3, and asynchronous in one of the next two from then on.
        synchronous("MinioClient"),
        new Target(MINIO + "S3Base")
            .weave(CREATE_REQUEST, PACKAGE + "RequestAdvice")
            .weave("executeAsync" + REQUEST, PACKAGE + "AsyncCallAdvice")
            .orWeave("execute" + REQUEST, PACKAGE + "CallAdvice"),
        new Target(MINIO + "BaseS3Client")
            .weave(
                "executeAsync(" + MINIO + "Http$S3Request,java.lang.String)",
                PACKAGE + "S3RequestAdvice"),
        callback("S3Base$1"),
        callback("BaseS3Client$1"),
        new Target(MINIO + "errors.ErrorResponseException")
            .weave("<init>(*)", PACKAGE + "ErrorAdvice"),
        new Target(CONNECTION + "RealCall")
            .carrying()
            .weave("enqueue(" + OKHTTP + "Callback)", PACKAGE + "EnqueueAdvice")
            .weave("execute()", PACKAGE + "ExecuteAdvice"),
        new Target(OKHTTP + "internal.http.BridgeInterceptor")
            .weave("intercept(" + OKHTTP + "Interceptor$Chain)", PACKAGE + "AttemptAdvice")
            .orWeave(IN_NONE, PACKAGE + "AttemptAdvice")
            .orNothing(),
        new Target(CONNECTION + "Exchange")
            .carrying()
            .weave("openResponseBody(" + OKHTTP + "Response)", PACKAGE + "BodyAdvice")
            .weave(
                "bodyComplete(long,boolean,boolean,boolean,java.io.IOException)",
                PACKAGE + "CompleteAdvice")
            .orWeave(
                "bodyComplete(long,boolean,boolean,java.io.IOException)",
                PACKAGE + "OldCompleteAdvice"));
  }

  private static Target synchronous(String client) {
    return new Target(MINIO + client)
        .weave(CREATE_REQUEST, PACKAGE + "RequestAdvice")
        .orNothing()
        .weave("execute" + REQUEST, PACKAGE + "CallAdvice")
        .orNothing();
  }

  /** What the asynchronous call is told its response with; the class is of no other use. */
  private static Target callback(String name) {
    return new Target(MINIO + name)
        .onlyWith(ON_RESPONSE)
        .carrying()
        .weave("<init>(*)", PACKAGE + "CallbackAdvice")
        .weave(ON_RESPONSE, PACKAGE + "ResponseAdvice")
        .weave("onFailure(" + OKHTTP + "Call,java.io.IOException)", PACKAGE + "FailureAdvice");
  }
}
