package dev.sonde.instrumentation.s3v2;

import dev.sonde.core.Property;
import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** AWS SDK for Java 2. */
public final class AwsSdk2 extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.s3v2.";
  private static final String CORE = "software.amazon.awssdk.core.";
  private static final String INTERNAL = CORE + "internal.";
  private static final String HTTP = INTERNAL + "http.";
  private static final String STAGES = HTTP + "pipeline.stages.";
  private static final String TRACKING = INTERNAL + "metrics.BytesReadTrackingPublisher";

  private static final String PARAMS = CORE + "client.handler.ClientExecutionParams";
  private static final String CONTEXT = HTTP + "RequestExecutionContext";
  private static final String REQUEST = "software.amazon.awssdk.http.SdkHttpFullRequest";
  private static final String RESPONSE = "software.amazon.awssdk.http.SdkHttpFullResponse";
  private static final String HEADERS = "onHeaders(software.amazon.awssdk.http.SdkHttpResponse)";
  private static final String ANSWER =
      "(java.util.concurrent.CompletableFuture," + CORE + "Response,java.lang.Throwable)";
  private static final String PUBLISHER = "org.reactivestreams.Publisher";
  private static final String SUBSCRIBER = "org.reactivestreams.Subscriber";

  public AwsSdk2() {
    super("aws-sdk-2", "s3", "2.17 to 2.58");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("aws-sdk", "aws-sdk-2.2");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(INTERNAL + "handler.BaseClientHandler")
            .carrying()
            .weave("<init>(*)", PACKAGE + "HandlerAdvice"),
        new Target(INTERNAL + "handler.BaseSyncClientHandler")
            .weave("execute(" + PARAMS + ")", PACKAGE + "CallAdvice")
            .weave(
                "execute(" + PARAMS + "," + CORE + "sync.ResponseTransformer)",
                PACKAGE + "CallAdvice"),
        new Target(INTERNAL + "handler.BaseAsyncClientHandler")
            .weave("execute(" + PARAMS + ")", PACKAGE + "CallAdvice")
            .weave(
                "execute(" + PARAMS + "," + CORE + "async.AsyncResponseTransformer)",
                PACKAGE + "CallAdvice"),
        new Target(CONTEXT).carrying().weave("<init>(*)", PACKAGE + "ContextAdvice"),
        new Target(STAGES + "MergeCustomHeadersStage")
            .weaveIf(
                Property.S3_XRAY_HEADER,
                "execute(" + REQUEST + "$Builder," + CONTEXT + ")",
                PACKAGE + "HeaderAdvice"),
        new Target(STAGES + "MakeHttpRequestStage")
            .weave("execute(" + REQUEST + "," + CONTEXT + ")", PACKAGE + "SendAdvice"),
        new Target(STAGES + "HandleResponseStage")
            .onlyWith("trackBytesRead(" + RESPONSE + "," + CONTEXT + ")")
            .weave("execute(" + RESPONSE + "," + CONTEXT + ")", PACKAGE + "BodyAdvice"),
        new Target(STAGES + "MakeAsyncHttpRequestStage")
            .weave(
                "executeHttpRequest(" + REQUEST + "," + CONTEXT + ")", PACKAGE + "AsyncSendAdvice")
            .weave("getRequestWithContentLength(*)", PACKAGE + "LengthAdvice"),
        new Target(HTTP + "async.AsyncAfterTransmissionInterceptorCallingResponseHandler")
            .carrying()
            .weave("<init>(*)", PACKAGE + "HeadHandlerAdvice")
            .weave(HEADERS, PACKAGE + "HeadAdvice"),
        new Target(STAGES + "MakeAsyncHttpRequestStage$ReadMetricsTrackingResponseHandler")
            .weave("onStream(" + PUBLISHER + ")", PACKAGE + "AsyncBodyAdvice"),
        new Target(TRACKING)
            .carrying()
            .weave("<init>(*)", PACKAGE + "TakeAdvice")
            .weave("subscribe(" + SUBSCRIBER + ")", PACKAGE + "SubscribeAdvice"),
        new Target(TRACKING + "$BytesReadTracker")
            .carrying()
            .weave("<init>(*)", PACKAGE + "TakeAdvice")
            .weave("onComplete()", PACKAGE + "CompleteAdvice")
            .weave("onError(java.lang.Throwable)", PACKAGE + "FailAdvice"),
        executor("AsyncRetryableStage"),
        executor("AsyncRetryableStage2"),
        helper("RetryableStageHelper"),
        helper("RetryableStageHelper2"),
        new Target(CORE + "io.SdkFilterInputStream")
            .carrying()
            .weave("read()", PACKAGE + "ReadByteAdvice")
            .weave("read(byte[],int,int)", PACKAGE + "ReadAdvice")
            .weave("close()", PACKAGE + "CloseAdvice"),
        new Target(CORE + "ResponseInputStream").weave("abort()", PACKAGE + "CloseAdvice"),
        new Target(CORE + "async.ResponsePublisher").carrying());
  }

  /** What attempts asynchronously; from 2.26 to 2.30 there were two of them. */
  private static Target executor(String stage) {
    return new Target(STAGES + stage + "$RetryingExecutor")
        .weave("lambda$attemptExecute$1" + ANSWER, PACKAGE + "AnswerAdvice")
        .orWeave("lambda$attemptExecute$2" + ANSWER, PACKAGE + "AnswerAdvice")
        .orNothing();
  }

  /** What is told how attempts end; from 2.26 to 2.30 there were two of them. */
  private static Target helper(String name) {
    return new Target(STAGES + "utils." + name)
        .weave("setLastException(java.lang.Throwable)", PACKAGE + "AttemptFailedAdvice")
        .weave("recordAttemptSucceeded()", PACKAGE + "AttemptAdvice")
        .orWeave("attemptSucceeded()", PACKAGE + "AttemptAdvice")
        .weave("retryPolicyDisallowedRetryException()", PACKAGE + "GiveUpAdvice");
  }
}
