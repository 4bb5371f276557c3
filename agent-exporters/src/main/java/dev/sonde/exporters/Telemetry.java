package dev.sonde.exporters;

import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.Operation;
import dev.sonde.boot.PoolProbe;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RpcProbe;
import dev.sonde.boot.S3Probe;
import dev.sonde.core.Config;
import dev.sonde.core.Environment;
import dev.sonde.core.Part;
import dev.sonde.core.Property;
import dev.sonde.exporters.db.JdbcMeasurements;
import dev.sonde.exporters.http.ConnectorMetrics;
import dev.sonde.exporters.http.HttpClientMeasurements;
import dev.sonde.exporters.http.HttpServerMeasurements;
import dev.sonde.exporters.jvm.JvmMetrics;
import dev.sonde.exporters.jvm.SelfMetrics;
import dev.sonde.exporters.metrics.BuildInfo;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.RegistryMetrics;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.otlp.OtlpExporter;
import dev.sonde.exporters.pool.PoolMeasurements;
import dev.sonde.exporters.pool.PoolMetrics;
import dev.sonde.exporters.prometheus.Endpoint;
import dev.sonde.exporters.redis.RedisMeasurements;
import dev.sonde.exporters.resource.Resource;
import dev.sonde.exporters.resource.ResourceDetector;
import dev.sonde.exporters.rpc.RpcMeasurements;
import dev.sonde.exporters.rpc.UnheardCalls;
import dev.sonde.exporters.s3.DroppedStreams;
import dev.sonde.exporters.s3.S3Measurements;
import dev.sonde.exporters.trace.Propagation;
import dev.sonde.exporters.trace.Sampler;
import dev.sonde.exporters.trace.SpanCounts;
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
  private @Nullable OtlpExporter exporter;
  private @Nullable JvmMetrics jvm;
  private @Nullable Endpoint endpoint;

  public Telemetry() {}

  /** Installs the recorders: from here on nothing that is woven goes uncounted. */
  @Override
  public void prepare(Environment environment) {
    Config config = environment.config();
    Registry registry = new Registry(config.get(Property.SERIES_LIMIT), environment.stats());
    OtlpExporter exporter =
        new OtlpExporter(config, registry, environment.stats(), environment.version());
    Tracing tracing =
        new Tracing(
            Propagation.of(config),
            Sampler.of(config),
            new Exported(exporter),
            new SpanCounts(registry));
    HttpServerProbe.install(new HttpServerMeasurements(config, registry, tracing));
    HttpClientProbe.install(new HttpClientMeasurements(config, registry, tracing));
    SeriesTable<Histogram> durations =
        SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION);
    JdbcProbe.install(new JdbcMeasurements(config, registry, tracing, durations));
    PoolProbe.install(new PoolMeasurements(config, registry));
    RedisProbe.install(new RedisMeasurements(config, registry, tracing, durations));
    RpcProbe.install(new RpcMeasurements(config, registry, tracing));
    S3Probe.install(new S3Measurements(config, registry, tracing));
    this.environment = environment;
    this.registry = registry;
    this.exporter = exporter;
  }

  @Override
  public void start() {
    Environment environment = this.environment;
    Registry registry = this.registry;
    OtlpExporter exporter = this.exporter;
    if (environment == null || registry == null || exporter == null) {
      return;
    }
    Config config = environment.config();
    Resource resource = ResourceDetector.detect(config, environment.version());
    registry.add(new BuildInfo(environment.version(), null));
    registry.add(new RegistryMetrics(registry));
    registry.add(new ConnectorMetrics());
    registry.add(new PoolMetrics());
    registry.add(new DroppedStreams());
    registry.add(new UnheardCalls());
    SelfMetrics.start(registry, environment.stats());
    exporter.start(resource);
    if (config.get(Property.METRICS_EXPORTER).contains("prometheus")) {
      Endpoint serving = new Endpoint(config, registry, resource, environment.stats());
      endpoint = serving;
      serving.start();
    }
    jvm = JvmMetrics.start(config, registry, environment.stats());
    if (endpoint != null) {
      endpoint.ready();
    }
  }

  @Override
  public void stop() {
    HttpServerProbe.install(null);
    HttpClientProbe.install(null);
    JdbcProbe.install(null);
    PoolProbe.install(null);
    RedisProbe.install(null);
    RpcProbe.install(null);
    S3Probe.install(null);
    if (endpoint != null) {
      endpoint.stop();
    }
    if (jvm != null) {
      jvm.stop();
    }
    if (exporter != null) {
      exporter.stop();
    }
  }

  @Override
  public void shutDown() {
    if (exporter != null) {
      exporter.hurry();
    }
  }

  @Override
  public Collection<String> switchNames() {
    return Collections.emptyList();
  }

  @Override
  public String summary() {
    String address = endpoint == null ? null : endpoint.address();
    if (address == null) {
      return endpoint == null ? "metrics are not served" : "metrics are not served yet";
    }
    boolean secured =
        environment != null && environment.config().isSet(Property.PROMETHEUS_CERTIFICATE);
    return "metrics at " + (secured ? "https://" : "http://") + address;
  }

  /** Hands spans to the export over OTLP. */
  private static final class Exported implements SpanSink {
    private final OtlpExporter exporter;

    Exported(OtlpExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public boolean isRecording() {
      return exporter.isRecording();
    }

    @Override
    public void offer(Operation operation) {
      exporter.offer(operation);
    }
  }
}
