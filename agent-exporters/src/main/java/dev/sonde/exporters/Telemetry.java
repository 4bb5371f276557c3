package dev.sonde.exporters;

import dev.sonde.boot.HttpServerProbe;
import dev.sonde.boot.Operation;
import dev.sonde.core.Config;
import dev.sonde.core.Environment;
import dev.sonde.core.Part;
import dev.sonde.core.Property;
import dev.sonde.exporters.http.HttpServerMeasurements;
import dev.sonde.exporters.jvm.JvmMetrics;
import dev.sonde.exporters.jvm.SelfMetrics;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.prometheus.Endpoint;
import dev.sonde.exporters.resource.Resource;
import dev.sonde.exporters.resource.ResourceDetector;
import dev.sonde.exporters.trace.Propagation;
import dev.sonde.exporters.trace.Sampler;
import dev.sonde.exporters.trace.SpanSink;
import dev.sonde.exporters.trace.Tracing;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Wires the telemetry together: what is measured goes into the registry and to the span sink; the
 * endpoint and the export take it from there.
 */
public final class Telemetry implements Part {

  private @Nullable Environment environment;
  private @Nullable Registry registry;
  private @Nullable JvmMetrics jvm;
  private @Nullable Endpoint endpoint;

  public Telemetry() {}

  /** Installs the recorders: from here on nothing that is woven goes uncounted. */
  @Override
  public void prepare(Environment environment) {
    Config config = environment.config();
    Registry registry = new Registry(config.get(Property.SERIES_LIMIT), environment.stats());
    SpanSink sink = new NoSpans();
    Tracing tracing = new Tracing(Propagation.of(config), Sampler.of(config), sink);
    HttpServerProbe.install(new HttpServerMeasurements(registry, tracing, Exemplars.of(config)));
    this.environment = environment;
    this.registry = registry;
  }

  @Override
  public void start() {
    Environment environment = this.environment;
    Registry registry = this.registry;
    if (environment == null || registry == null) {
      return;
    }
    Config config = environment.config();
    Resource resource = ResourceDetector.detect(config, environment.version());
    if (config.get(Property.METRICS_EXPORTER).contains("prometheus")) {
      Endpoint serving = new Endpoint(config, registry, resource, environment.stats());
      endpoint = serving;
      serving.start();
    }
    SelfMetrics.start(registry, environment.stats());
    jvm = JvmMetrics.start(config, registry, environment.stats());
    if (endpoint != null) {
      endpoint.ready();
    }
  }

  @Override
  public void stop() {
    HttpServerProbe.install(null);
    if (endpoint != null) {
      endpoint.stop();
    }
    if (jvm != null) {
      jvm.stop();
    }
  }

  @Override
  public Collection<String> switchNames() {
    return Collections.emptyList();
  }

  @Override
  public String summary() {
    if (endpoint == null) {
      return "metrics are not served";
    }
    String address = endpoint.address();
    if (address == null) {
      return "metrics are not served yet";
    }
    boolean secured =
        environment != null && environment.config().isSet(Property.PROMETHEUS_CERTIFICATE);
    return "metrics at " + (secured ? "https://" : "http://") + address;
  }

  /** Takes nothing. */
  private static final class NoSpans implements SpanSink {
    @Override
    public boolean isRecording() {
      return false;
    }

    @Override
    public void offer(Operation operation) {}
  }
}
