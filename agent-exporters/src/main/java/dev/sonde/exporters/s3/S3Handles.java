package dev.sonde.exporters.s3;

import dev.sonde.boot.S3Operation;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import org.jspecify.annotations.Nullable;

/** The series of S3's metrics, which all tell the operation and the bucket. */
final class S3Handles {

  private static final String TRANSMIT = "transmit";
  private static final String RECEIVE = "receive";

  final SeriesTable<Histogram> durations;
  private final SeriesTable<Counter> active;
  private final SeriesTable<Counter> io;
  private final SeriesTable<Histogram> sizes;
  private final SeriesTable<Counter> attempts;
  private final SeriesTable<Histogram> firstBytes;
  private final boolean buckets;

  /**
   * @param buckets whether metrics tell the bucket
   */
  S3Handles(Registry registry, boolean buckets) {
    this.durations = SeriesTable.histograms(registry, Catalogue.S3_OPERATION_DURATION);
    this.active = SeriesTable.counters(registry, Catalogue.S3_ACTIVE_OPERATIONS);
    this.io = SeriesTable.counters(registry, Catalogue.S3_IO);
    this.sizes = SeriesTable.histograms(registry, Catalogue.S3_OBJECT_SIZE);
    this.attempts = SeriesTable.counters(registry, Catalogue.S3_ATTEMPTS);
    this.firstBytes = SeriesTable.histograms(registry, Catalogue.S3_FIRST_BYTE_DURATION);
    this.buckets = buckets;
  }

  @Nullable String bucket(S3Operation operation) {
    return buckets ? operation.bucket : null;
  }

  Counter active(S3Operation operation) {
    return active.find(operation.method, bucket(operation), null);
  }

  Counter attempts(S3Operation operation, String outcome) {
    return attempts.find(operation.method, bucket(operation), outcome);
  }

  void firstByte(S3Operation operation, long nanos) {
    firstBytes.find(operation.method, bucket(operation), null).record(nanos);
  }

  /** Counts the bytes of an object, and takes its size where it is known. */
  void sent(S3Operation operation, long bytes) {
    io(operation, TRANSMIT, bytes);
    size(operation, TRANSMIT, bytes);
  }

  void received(S3Operation operation, long bytes) {
    io(operation, RECEIVE, bytes);
  }

  void announced(S3Operation operation, long bytes) {
    size(operation, RECEIVE, bytes);
  }

  private void io(S3Operation operation, String direction, long bytes) {
    io.find(operation.method, bucket(operation), direction).add(bytes);
  }

  private void size(S3Operation operation, String direction, long bytes) {
    sizes.find(operation.method, bucket(operation), direction).record(bytes);
  }
}
