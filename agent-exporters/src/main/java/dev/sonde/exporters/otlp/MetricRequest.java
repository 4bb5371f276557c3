package dev.sonde.exporters.otlp;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Exemplar;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.MetricVisitor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the series of a registry as protobuf metrics and hands a request on whenever it is as
 * large as receivers take.
 */
final class MetricRequest implements MetricVisitor {

  /** Takes a complete request. */
  interface Receiver {
    /** Returns false to end the visit. */
    boolean take(ProtoBuffer request);
  }

  private static final int NAME = 1;
  private static final int DESCRIPTION = 2;
  private static final int UNIT = 3;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;

  private static final int POINTS = 1;
  private static final int TEMPORALITY = 2;
  private static final int MONOTONIC = 3;
  private static final int CUMULATIVE = 2;

  private static final int START_TIME = 2;
  private static final int TIME = 3;
  private static final int AS_DOUBLE = 4;
  private static final int AS_INTEGER = 6;
  private static final int VALUE_ATTRIBUTES = 7;
  private static final int COUNT = 4;
  private static final int HISTOGRAM_SUM = 5;
  private static final int BUCKET_COUNTS = 6;
  private static final int BOUNDS = 7;
  private static final int EXEMPLARS = 8;
  private static final int HISTOGRAM_ATTRIBUTES = 9;

  private static final int EXEMPLAR_TIME = 2;
  private static final int EXEMPLAR_VALUE = 3;
  private static final int EXEMPLAR_SPAN = 4;
  private static final int EXEMPLAR_TRACE = 5;

  private static final byte[] OVERFLOW = Attributes.key("otel.metric.overflow");

  /** Attributes whose values are no texts in the conventions. */
  private static final Set<String> NUMBERS =
      new HashSet<>(Arrays.asList("http.response.status_code", "server.port"));

  private static final Set<String> SWITCHES = new HashSet<>(Arrays.asList("jvm.thread.daemon"));

  private final ProtoBuffer out = new ProtoBuffer();
  private final Attributes attributes = new Attributes(out, Integer.MAX_VALUE, Integer.MAX_VALUE);
  private final Map<String, byte[]> keys = new HashMap<>();
  private final Envelope envelope;
  private final StartTimes starts;
  private final int mostBytes;
  private final Receiver receiver;

  private long timeNanos;
  private boolean ended;
  private @Nullable Metric open;
  private int metricStart;
  private int dataStart;
  private double[] bounds = {};
  private int points;

  MetricRequest(Envelope envelope, StartTimes starts, int mostBytes, Receiver receiver) {
    this.envelope = envelope;
    this.starts = starts;
    this.mostBytes = mostBytes;
    this.receiver = receiver;
  }

  /** Begins to read a registry. */
  void begin(long epochNanos) {
    timeNanos = epochNanos;
    ended = false;
    openRequest();
  }

  /** Hands on what is left. */
  void end() {
    closeRequest();
  }

  private void openRequest() {
    out.clear();
    envelope.open(out);
    out.limit(mostBytes);
    open = null;
    points = 0;
  }

  private void closeRequest() {
    closeMetric();
    envelope.close(out);
    if (points > 0 && !ended) {
      ended = !receiver.take(out);
    }
    points = 0;
  }

  @Override
  public boolean metric(Metric metric) {
    closeMetric();
    return metric != Catalogue.TARGET_INFO && !ended;
  }

  private void open(Metric metric) {
    metricStart = out.begin(Envelope.ITEM);
    out.string(NAME, metric.name());
    out.string(DESCRIPTION, metric.description());
    out.string(UNIT, metric.unit());
    Metric.Type type = metric.type();
    if (type == Metric.Type.HISTOGRAM) {
      dataStart = out.begin(HISTOGRAM);
      out.varint(TEMPORALITY, CUMULATIVE);
      bounds = metric.buckets();
    } else if (type == Metric.Type.COUNTER || type == Metric.Type.UP_DOWN_COUNTER) {
      dataStart = out.begin(SUM);
      out.varint(TEMPORALITY, CUMULATIVE);
      out.varint(MONOTONIC, type == Metric.Type.COUNTER ? 1 : 0);
    } else {
      dataStart = out.begin(GAUGE);
    }
    open = metric;
  }

  private void closeMetric() {
    if (open != null) {
      out.limit(Integer.MAX_VALUE);
      out.end(dataStart);
      out.end(metricStart);
      out.limit(mostBytes);
      open = null;
    }
  }

  @Override
  public void value(Metric metric, Labels labels, double value) {
    point(metric, labels, value, null);
  }

  @Override
  public void histogram(Metric metric, Labels labels, Histogram histogram) {
    point(metric, labels, 0, histogram);
  }

  /** Writes a point, in the next request if this one is full. */
  private void point(Metric metric, Labels labels, double value, @Nullable Histogram histogram) {
    for (int requests = 0; requests < 2 && !ended; requests++) {
      int before = out.size();
      boolean wasOpen = open != null;
      try {
        if (!wasOpen) {
          open(metric);
        }
        int point = out.begin(POINTS);
        if (histogram == null) {
          number(metric, labels, value);
        } else {
          buckets(metric, labels, histogram);
        }
        out.end(point);
        points++;
        return;
      } catch (ProtoBuffer.Full e) {
        out.cutTo(before);
        open = wasOpen ? open : null;
        closeRequest();
        openRequest();
      }
    }
  }

  private void number(Metric metric, Labels labels, double value) {
    attributes(VALUE_ATTRIBUTES, metric, labels);
    if (metric.type() != Metric.Type.GAUGE && metric.type() != Metric.Type.INFO) {
      out.fixed64(START_TIME, starts.of(metric));
    }
    out.fixed64(TIME, timeNanos);
    boolean counts =
        metric.type() == Metric.Type.COUNTER || metric.type() == Metric.Type.UP_DOWN_COUNTER;
    if (counts && !metric.unit().equals("s") && value == Math.rint(value)) {
      out.fixed64(AS_INTEGER, (long) value);
    } else {
      out.real(AS_DOUBLE, value);
    }
  }

  private void buckets(Metric metric, Labels labels, Histogram histogram) {
    attributes(HISTOGRAM_ATTRIBUTES, metric, labels);
    out.fixed64(START_TIME, starts.of(metric));
    out.fixed64(TIME, timeNanos);
    double sum = histogram.sum();
    long[] counts = histogram.counts();
    long count = 0;
    for (long bucket : counts) {
      count += bucket;
    }
    out.fixed64(COUNT, count);
    out.real(HISTOGRAM_SUM, sum);
    int packed = out.begin(BUCKET_COUNTS);
    for (long bucket : counts) {
      out.rawFixed64(bucket);
    }
    out.end(packed);
    packed = out.begin(BOUNDS);
    for (double bound : bounds) {
      out.rawFixed64(Double.doubleToRawLongBits(bound));
    }
    out.end(packed);
    for (int i = 0; i < counts.length; i++) {
      Exemplar exemplar = histogram.exemplar(i);
      if (exemplar != null) {
        int message = out.begin(EXEMPLARS);
        out.fixed64(EXEMPLAR_TIME, exemplar.epochMillis() * 1_000_000);
        out.real(EXEMPLAR_VALUE, exemplar.value() / histogram.scale());
        out.id(EXEMPLAR_SPAN, exemplar.spanId());
        out.id(EXEMPLAR_TRACE, exemplar.traceIdHigh(), exemplar.traceIdLow());
        out.end(message);
      }
    }
  }

  private void attributes(int field, Metric metric, Labels labels) {
    attributes.to(field);
    if (labels.isOverflow()) {
      attributes.put(OVERFLOW, true);
      return;
    }
    List<@Nullable String> values = labels.values();
    List<String> names = metric.attributes();
    for (int i = 0; i < values.size() && i < names.size(); i++) {
      String value = values.get(i);
      if (value != null) {
        attribute(names.get(i), value);
      }
    }
  }

  private void attribute(String name, String value) {
    byte[] key = keys.get(name);
    if (key == null) {
      key = Attributes.key(name);
      keys.put(name, key);
    }
    if (NUMBERS.contains(name) && isNumber(value)) {
      attributes.put(key, Long.parseLong(value));
    } else if (SWITCHES.contains(name)) {
      attributes.put(key, value.equals("true"));
    } else {
      attributes.put(key, value);
    }
  }

  private static boolean isNumber(String value) {
    boolean number = !value.isEmpty() && value.length() < 10;
    for (int i = 0; i < value.length(); i++) {
      number &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    return number;
  }
}
