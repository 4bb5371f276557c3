package dev.sonde.instrumentation.s3v1;

import com.amazonaws.Request;
import com.amazonaws.services.s3.model.S3Object;
import dev.sonde.boot.AwsRequest;
import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.S3Method;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import java.net.URI;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code AmazonS3Client.invoke}, which all calls come to. One that is called by another with the
 * same request is a part of it.
 */
final class S3CallAdvice {

  private S3CallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable S3Operation enter(
      @Advice.Argument(0) Request<?> request,
      @Advice.Argument(2) @Nullable String bucket,
      @Advice.Argument(3) @Nullable String key) {
    if (!AwsRequest.begins(request)) {
      return null;
    }
    Map<String, String> headers = request.getHeaders();
    Map<String, List<String>> query = request.getParameters();
    URI endpoint = request.getEndpoint();
    String source = headers.get("x-amz-copy-source");
    String http = ((Enum<?>) request.getHttpMethod()).name();
    S3Operation operation =
        S3Probe.start(
            "S3",
            S3Method.of(http, bucket != null, key != null, query.keySet(), source != null),
            bucket);
    if (operation == null) {
      return null;
    }
    Carried.put(request, operation);
    operation.sends(headers.get("Content-Length"));
    if (endpoint != null) {
      operation.serverAddress = endpoint.getHost();
      operation.serverPort = HttpClientProbe.port(endpoint.getScheme(), endpoint.getPort());
    }
    if (operation.details != null) {
      operation.details.key(key);
      operation.details.copySource(source);
      operation.details.part(query.get("uploadId"), query.get("partNumber"));
    }
    String xray = operation.xray();
    if (xray != null && !headers.containsKey(S3Probe.XRAY_HEADER)) {
      request.addHeader(S3Probe.XRAY_HEADER, xray);
    }
    operation.enter();
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable S3Operation operation,
      @Advice.Return @Nullable Object result,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    Object stream = null;
    if (result instanceof S3Object) {
      stream = ((S3Object) result).getObjectContent();
    }
    // The SDK has an exception for an object that has not changed, and the application a null.
    S3Probe.returned(operation, stream, operation.status == 304 ? null : thrown);
  }
}
