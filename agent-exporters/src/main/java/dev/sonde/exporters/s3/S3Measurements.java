package dev.sonde.exporters.s3;

import dev.sonde.boot.Current;
import dev.sonde.boot.Origin;
import dev.sonde.boot.S3Operation;
import dev.sonde.boot.S3Probe;
import dev.sonde.boot.S3Recorder;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.http.HttpStatus;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracing;
import dev.sonde.exporters.trace.XRay;
import org.jspecify.annotations.Nullable;

/**
 * Measures calls of S3: in flight, duration, attempts, bytes, first byte, and the span. Those of
 * other services have a duration and a span.
 */
public final class S3Measurements extends S3Recorder {

  private static final String S3 = "s3";
  private static final int MOST_ERROR_TYPES = 100;

  private final Tracing tracing;
  private final Exemplars exemplars;
  private final S3Handles handles;
  private final ServiceCalls calls;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);
  private final boolean keys;
  private final boolean hidesHttp;
  private final boolean xray;

  public S3Measurements(Config config, Registry registry, Tracing tracing) {
    this.tracing = tracing;
    this.exemplars = Exemplars.of(config);
    this.handles = new S3Handles(registry, config.get(Property.S3_BUCKET_LABEL));
    this.calls = new ServiceCalls(registry);
    this.keys = config.get(Property.S3_CAPTURE_KEYS);
    this.hidesHttp = !config.get(Property.S3_HTTP_REQUESTS);
    this.xray = config.get(Property.S3_XRAY_HEADER);
  }

  /** Measures from now on. */
  public static void install(Config config, Registry registry, Tracing tracing) {
    S3Probe.install(new S3Measurements(config, registry, tracing));
    registry.add(new DroppedStreams());
  }

  /** Measures no more. */
  public static void uninstall() {
    S3Probe.install(null);
  }

  @Override
  public @Nullable S3Operation start(
      Current thread, String service, String method, @Nullable String bucket) {
    try {
      Origin origin = thread.origin();
      tracing.beginChild(thread, origin);
      S3Operation operation =
          new S3Operation(origin, thread, service, method, bucket, keys, hidesHttp);
      if (operation.isS3()) {
        Counter active = handles.active(operation);
        active.add(1);
        operation.running = active;
      }
      return operation;
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, S3);
      return null;
    }
  }

  @Override
  public void attempted(S3Operation operation, @Nullable Throwable thrown) {
    try {
      String outcome = S3Outcomes.of(operation, thrown);
      if (outcome.equals(S3Outcomes.THROTTLED)) {
        operation.throttles++;
      }
      if (operation.isS3()) {
        handles.attempts(operation, outcome).add(1);
      }
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, S3);
    }
  }

  @Override
  public @Nullable String xray(S3Operation operation) {
    return xray ? XRay.write(operation) : null;
  }

  @Override
  public void end(S3Operation operation) {
    try {
      if (operation.isS3()) {
        measure(operation);
      } else {
        exemplars.record(calls.of(operation, errorType(operation)), operation);
      }
      tracing.end(operation);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, S3);
    }
  }

  private void measure(S3Operation operation) {
    Object running = operation.running;
    if (running instanceof Counter) {
      ((Counter) running).add(-1);
    }
    String error = errorType(operation);
    exemplars.record(
        handles.durations.find(
            operation.method,
            handles.bucket(operation),
            operation.region,
            HttpStatus.text(operation.status),
            error,
            null),
        operation);
    if (operation.sent() >= 0 && error == null) {
      handles.sent(operation, operation.sent());
    }
    long received = operation.received();
    if (received > 0) {
      handles.received(operation, received);
    }
    if (operation.announced() >= 0 && error == null) {
      handles.announced(operation, operation.announced());
    }
    long firstByte = operation.firstByteNanos();
    if (firstByte >= 0) {
      handles.firstByte(operation, firstByte);
    }
  }

  private @Nullable String errorType(S3Operation operation) {
    if (operation.errorCode != null) {
      return errorTypes.known(operation.errorCode);
    }
    if (HttpStatus.isError(operation.status)) {
      return HttpStatus.text(operation.status);
    }
    Throwable error = operation.error();
    return error == null ? null : errorTypes.of(error);
  }
}
