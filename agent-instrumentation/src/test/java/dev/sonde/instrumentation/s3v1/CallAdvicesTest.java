package dev.sonde.instrumentation.s3v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.Request;
import com.amazonaws.http.HttpMethodName;
import dev.sonde.boot.Current;
import dev.sonde.boot.Origin;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import dev.sonde.boot.S3Recorder;
import java.lang.reflect.Proxy;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallAdvicesTest {

  private final Counting recorder = new Counting();

  /** Counts what is begun. */
  private static final class Counting extends S3Recorder {
    private int begun;

    @Override
    public S3Operation start(Current thread, String service, String method, String bucket) {
      begun++;
      Origin origin = thread.origin();
      origin.clear();
      return new S3Operation(origin, thread, service, method, bucket, false, true);
    }

    @Override
    public void attempted(S3Operation operation, Throwable thrown) {}

    @Override
    public String xray(S3Operation operation) {
      return null;
    }

    @Override
    public void end(S3Operation operation) {}
  }

  @BeforeEach
  void install() {
    S3Probe.install(recorder);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    S3Probe.install(null);
    Current.cell().set(null);
  }

  /** One of the application's own, which does not tell where it goes. */
  private static Request<?> request() {
    return (Request<?>)
        Proxy.newProxyInstance(
            Request.class.getClassLoader(),
            new Class<?>[] {Request.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "getHeaders":
                case "getParameters":
                  return Collections.emptyMap();
                case "getHttpMethod":
                  return HttpMethodName.GET;
                case "getServiceName":
                  return "AmazonSQS";
                case "getOriginalRequest":
                  return AmazonWebServiceRequest.NOOP;
                default:
                  throw new IllegalStateException(method.getName());
              }
            });
  }

  @Test
  void aRequestThatThrowsWhenItIsReadLeavesNothingBehind() {
    assertThatIllegalStateException()
        .isThrownBy(() -> S3CallAdvice.enter(request(), "pics", "cat"))
        .withMessage("getEndpoint");
    assertThat(Current.context()).isNull();
    assertThatIllegalStateException()
        .isThrownBy(() -> CallAdvice.enter(request()))
        .withMessage("getEndpoint");
    assertThat(Current.context()).isNull();
    assertThat(recorder.begun).isZero();
  }
}
