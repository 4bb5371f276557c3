package dev.sonde.exporters.s3;

import dev.sonde.boot.S3Operation;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import org.jspecify.annotations.Nullable;

/**
 * How long calls of AWS's other services take. They are remote calls like others, of a method
 * {@code SQS/SendMessage}; the two names are put together once for each series.
 */
final class ServiceCalls extends SeriesTable<Histogram> {

  private static final String SYSTEM = "aws-api";
  private static final int HTTPS = 443;

  private final Registry registry;

  ServiceCalls(Registry registry) {
    super(registry, Catalogue.RPC_CLIENT_CALL_DURATION);
    this.registry = registry;
  }

  Histogram of(S3Operation operation, @Nullable String error) {
    String server = operation.serverAddress;
    String port = server == null ? null : port(operation.serverPort);
    return find(operation.service, operation.method, null, error, server, port);
  }

  private static @Nullable String port(int port) {
    return port == HTTPS ? "443" : port > 0 ? Integer.toString(port) : null;
  }

  @Override
  protected Histogram make(@Nullable String[] values) {
    return registry.histogram(
        Catalogue.RPC_CLIENT_CALL_DURATION,
        SYSTEM,
        values[0] + '/' + values[1],
        values[2],
        values[3],
        values[4],
        values[5]);
  }
}
