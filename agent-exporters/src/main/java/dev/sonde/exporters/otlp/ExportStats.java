package dev.sonde.exporters.otlp;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.metrics.Registry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the export of spans knows of itself, told as metrics. */
final class ExportStats implements Observer {

  private static final String PROCESSOR_TYPE = "batching_span_processor";
  private static final int MOST_ERROR_TYPES = 10;

  private final Registry registry;
  private final SpanQueue queue;
  private final String exporterType;
  private final String serverAddress;
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final LongAdder exported = new LongAdder();
  private final LongAdder processed = new LongAdder();
  private volatile int inFlight;

  ExportStats(Registry registry, SpanQueue queue, String exporterType, String serverAddress) {
    this.registry = registry;
    this.queue = queue;
    this.exporterType = exporterType;
    this.serverAddress = serverAddress;
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  void dropped(DropReason reason, long count) {
    LongAdder adder = dropped.get(reason);
    if (adder != null) {
      adder.add(count);
    }
  }

  long dropped(DropReason reason) {
    LongAdder adder = dropped.get(reason);
    return adder == null ? 0 : adder.sum();
  }

  /** Spans went from the queue into a request. */
  void taken(int count) {
    processed.add(count);
    inFlight = count;
  }

  /** The request's end: so many arrived, the others failed. */
  void ended(long arrived, long lost, @Nullable String errorType) {
    inFlight = 0;
    exported.add(arrived);
    if (lost > 0 && errorType != null) {
      boolean known = failed.containsKey(errorType) || failed.size() < MOST_ERROR_TYPES - 1;
      String label = known ? errorType : "_OTHER";
      LongAdder adder = failed.get(label);
      if (adder == null) {
        adder = new LongAdder();
        failed.put(label, adder);
      }
      adder.add(lost);
    }
  }

  /** One attempt to export took so long. */
  void took(long nanos, @Nullable String errorType) {
    registry
        .histogram(
            Catalogue.OTEL_SDK_EXPORTER_OPERATION_DURATION,
            exporterType,
            exporterType + "/0",
            errorType)
        .record(nanos);
  }

  @Override
  public void observe(Sink sink) {
    String processor = PROCESSOR_TYPE + "/0";
    String exporter = exporterType + "/0";
    sink.value(
        Catalogue.OTEL_SDK_PROCESSOR_SPAN_QUEUE_SIZE, queue.size(), PROCESSOR_TYPE, processor);
    sink.value(
        Catalogue.OTEL_SDK_PROCESSOR_SPAN_QUEUE_CAPACITY,
        queue.capacity(),
        PROCESSOR_TYPE,
        processor);
    sink.value(
        Catalogue.OTEL_SDK_PROCESSOR_SPAN_PROCESSED,
        (double) processed.sum(),
        PROCESSOR_TYPE,
        processor,
        null);
    sink.value(
        Catalogue.OTEL_SDK_PROCESSOR_SPAN_PROCESSED,
        (double) dropped(DropReason.QUEUE_FULL),
        PROCESSOR_TYPE,
        processor,
        DropReason.QUEUE_FULL.label());
    sink.value(
        Catalogue.OTEL_SDK_EXPORTER_SPAN_INFLIGHT, inFlight, exporterType, exporter, serverAddress);
    sink.value(
        Catalogue.OTEL_SDK_EXPORTER_SPAN_EXPORTED,
        (double) exported.sum(),
        exporterType,
        exporter,
        null,
        serverAddress);
    for (Map.Entry<String, LongAdder> failure : failed.entrySet()) {
      sink.value(
          Catalogue.OTEL_SDK_EXPORTER_SPAN_EXPORTED,
          (double) failure.getValue().sum(),
          exporterType,
          exporter,
          failure.getKey(),
          serverAddress);
    }
    for (DropReason reason : DropReason.values()) {
      sink.value(Catalogue.SONDE_SELF_SPANS_DROPPED, (double) dropped(reason), reason.label());
    }
  }
}
