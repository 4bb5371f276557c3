package dev.sonde.instrumentation.s3v2;

import dev.sonde.boot.Carried;
import dev.sonde.boot.S3Probe;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;

/** In the constructor of what a client makes all its calls by: it carries the service's name. */
final class HandlerAdvice {

  private HandlerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This Object handler, @Advice.Argument(0) SdkClientConfiguration configuration) {
    String name = configuration.option(SdkClientOption.SERVICE_NAME);
    Carried.put(handler, S3Probe.serviceName(name));
  }
}
