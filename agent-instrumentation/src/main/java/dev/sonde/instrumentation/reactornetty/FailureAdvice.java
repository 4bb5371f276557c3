package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import dev.sonde.instrumentation.reactornetty.client.UriEndpoint;
import io.netty.handler.codec.http.HttpMethod;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpClientHandler.test}, which is asked whether to try again. A redirect comes as an
 * exception, too, when its response has been told.
 */
final class FailureAdvice {

  private FailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object call,
      @Advice.FieldValue("method") HttpMethod method,
      @Advice.FieldValue("toURI") UriEndpoint url,
      @Advice.Argument(0) @Nullable Throwable failure) {
    HttpCallProbe.failed(call, failure, method.name(), url.scheme, url.pathAndQuery);
  }
}
