package dev.sonde.instrumentation.s3v1;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** The AWS SDK for Java 1. */
public final class AwsSdk1 extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.s3v1.";
  private static final String AWS = "com.amazonaws.";
  private static final String S3 = AWS + "services.s3.";
  private static final String EXECUTOR = AWS + "http.AmazonHttpClient$RequestExecutor";
  private static final String IS_SUCCESSFUL = "isRequestSuccessful(org.apache.http.HttpResponse)";
  private static final String INVOKE =
      "invoke("
          + AWS
          + "Request,"
          + AWS
          + "http.HttpResponseHandler,java.lang.String,java.lang.String";

  public AwsSdk1() {
    super("aws-sdk-1", "s3", "1.11.60 to 1.12");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("aws-sdk", "aws-sdk-1.11");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(AWS + "DefaultRequest").carrying(),
        new Target(S3 + "AmazonS3Client")
            .weave(INVOKE + ")", PACKAGE + "S3CallAdvice")
            .weave(INVOKE + ",boolean)", PACKAGE + "S3CallAdvice")
            .orNothing(),
        new Target(EXECUTOR)
            .weave("execute()", PACKAGE + "CallAdvice")
            .weave("executeOneRequest(*)", PACKAGE + "AttemptAdvice")
            .weave("handleErrorResponse(*)", PACKAGE + "ErrorAdvice")
            .weave(IS_SUCCESSFUL, PACKAGE + "HeadAdvice")
            .orNothing(),
        new Target(EXECUTOR + "$ExecOneRequestParams")
            .weave("resetBeforeHttpRequest()", PACKAGE + "SendAdvice"),
        new Target(AWS + "http.apache.utils.ApacheUtils")
            .weave(IS_SUCCESSFUL, PACKAGE + "HeadAdvice")
            .orNothing(),
        new Target(AWS + "internal.SdkFilterInputStream")
            .carrying()
            .weave("read()", PACKAGE + "ReadByteAdvice")
            .weave("read(byte[],int,int)", PACKAGE + "ReadAdvice")
            .weave("skip(long)", PACKAGE + "SkipAdvice")
            .weave("close()", PACKAGE + "CloseAdvice"),
        new Target(S3 + "model.S3ObjectInputStream")
            .weave("abort()", PACKAGE + "CloseAdvice")
            .weave("close()", PACKAGE + "CloseAdvice"));
  }
}
