package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecChain;

/** In the callbacks' {@code failed}: an attempt has failed, and another one may follow. */
final class AsyncFailureAdvice {

  private AsyncFailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("val$scope") AsyncExecChain.Scope scope,
      @Advice.Argument(0) Exception failure) {
    HttpClientProbe.end(HttpExchangeProbe.running(scope.clientContext), failure);
  }
}
