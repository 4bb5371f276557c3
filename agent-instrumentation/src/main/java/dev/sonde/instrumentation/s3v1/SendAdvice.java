package dev.sonde.instrumentation.s3v1;

import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import java.net.URI;
import net.bytebuddy.asm.Advice;
import org.apache.http.client.methods.HttpRequestBase;

/**
 * In what makes the state of an attempt ready, right before the signed request is sent: perhaps to
 * another server than the one before, by a redirect or to another region.
 */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.FieldValue("apacheRequest") HttpRequestBase request) {
    S3Operation operation = S3Probe.current();
    if (operation != null) {
      URI url = request.getURI();
      operation.attempt(url.getHost(), HttpClientProbe.port(url.getScheme(), url.getPort()));
    }
  }
}
