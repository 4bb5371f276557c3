package dev.sonde.instrumentation.s3v1;

import com.amazonaws.Request;
import dev.sonde.boot.AwsRequest;
import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import java.net.URI;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code RequestExecutor.execute}, with all its retries, for clients other than that of S3. */
final class CallAdvice {

  private CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(@Advice.FieldValue("request") Request<?> request) {
    Object original = request.getOriginalRequest();
    if (original == null || !AwsRequest.begins(request)) {
      return null;
    }
    URI endpoint = request.getEndpoint();
    S3Operation operation =
        S3Probe.start(
            AwsRequest.service(request.getServiceName()),
            AwsRequest.method(original.getClass()),
            null);
    if (operation == null) {
      return null;
    }
    Carried.put(request, operation);
    if (endpoint != null) {
      operation.serverAddress = endpoint.getHost();
      operation.serverPort = HttpClientProbe.port(endpoint.getScheme(), endpoint.getPort());
    }
    String xray = operation.xray();
    if (xray != null && !request.getHeaders().containsKey(S3Probe.XRAY_HEADER)) {
      request.addHeader(S3Probe.XRAY_HEADER, xray);
    }
    operation.enter();
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation, @Advice.Thrown @Nullable Throwable thrown) {
    S3Probe.returned(operation, null, thrown);
  }
}
