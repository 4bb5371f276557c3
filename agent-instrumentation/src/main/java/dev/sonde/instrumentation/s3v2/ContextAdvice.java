package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.regions.Region;

/** In the constructor of what all attempts at a call share, which the caller's thread runs. */
final class ContextAdvice {

  private ContextAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This RequestExecutionContext context) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      Carried.put(context, operation);
      Region region = context.executionAttributes().getAttribute(AwsExecutionAttribute.AWS_REGION);
      operation.region = region == null ? null : region.id();
    }
  }
}
