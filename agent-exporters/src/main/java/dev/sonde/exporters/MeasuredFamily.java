package dev.sonde.exporters;

import dev.sonde.core.Config;
import dev.sonde.core.Families;
import dev.sonde.exporters.db.JdbcMeasurements;
import dev.sonde.exporters.http.HttpClientMeasurements;
import dev.sonde.exporters.http.HttpServerMeasurements;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.pool.PoolMeasurements;
import dev.sonde.exporters.redis.RedisMeasurements;
import dev.sonde.exporters.rpc.RpcMeasurements;
import dev.sonde.exporters.s3.S3Measurements;
import dev.sonde.exporters.trace.Tracing;

/**
 * The measurements of a family of libraries. They are named in static calls alone: the JVM loads
 * nothing for those before they are made.
 */
final class MeasuredFamily extends Families.Readiness {

  private static final String HTTP_SERVERS = "servlet";
  private static final String HTTP_CLIENTS = "http-client";
  private static final String DATABASES = "jdbc";
  private static final String POOLS = "jdbc-pool";
  private static final String REDIS = "redis";
  private static final String REMOTE_CALLS = "grpc";
  private static final String S3 = "s3";

  private final String family;
  private final Config config;
  private final Registry registry;
  private final Tracing tracing;

  /** How long databases took, whoever asked them. */
  private final SeriesTable<Histogram> durations;

  private MeasuredFamily(
      String family,
      Config config,
      Registry registry,
      Tracing tracing,
      SeriesTable<Histogram> durations) {
    this.family = family;
    this.config = config;
    this.registry = registry;
    this.tracing = tracing;
    this.durations = durations;
  }

  /** Adds all of them. */
  static void addAll(Families families, Config config, Registry registry, Tracing tracing) {
    SeriesTable<Histogram> durations =
        SeriesTable.histograms(registry, Catalogue.DB_OPERATION_DURATION);
    for (String family :
        new String[] {HTTP_SERVERS, HTTP_CLIENTS, DATABASES, REDIS, REMOTE_CALLS, S3}) {
      families.add(new MeasuredFamily(family, config, registry, tracing, durations), family);
    }
    families.add(new MeasuredFamily(POOLS, config, registry, tracing, durations), POOLS, REDIS);
  }

  @Override
  protected void begin() {
    switch (family) {
      case HTTP_SERVERS:
        HttpServerMeasurements.install(config, registry, tracing);
        break;
      case HTTP_CLIENTS:
        HttpClientMeasurements.install(config, registry, tracing);
        break;
      case DATABASES:
        JdbcMeasurements.install(config, registry, tracing, durations);
        break;
      case POOLS:
        PoolMeasurements.install(config, registry);
        break;
      case REDIS:
        RedisMeasurements.install(config, registry, tracing, durations);
        break;
      case REMOTE_CALLS:
        RpcMeasurements.install(config, registry, tracing);
        break;
      default:
        S3Measurements.install(config, registry, tracing);
    }
  }

  @Override
  protected void end() {
    switch (family) {
      case HTTP_SERVERS:
        HttpServerMeasurements.uninstall();
        break;
      case HTTP_CLIENTS:
        HttpClientMeasurements.uninstall();
        break;
      case DATABASES:
        JdbcMeasurements.uninstall();
        break;
      case POOLS:
        PoolMeasurements.uninstall();
        break;
      case REDIS:
        RedisMeasurements.uninstall();
        break;
      case REMOTE_CALLS:
        RpcMeasurements.uninstall();
        break;
      default:
        S3Measurements.uninstall();
    }
  }
}
