package dev.sonde.exporters.prometheus;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Exemplar;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Labels;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.MetricVisitor;
import dev.sonde.exporters.metrics.Registry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rendering of a registry as text. It leaves page by page, so that a large registry needs no
 * more memory than a small one.
 *
 * <pre>{@code
 * new Exposition(families, names, out).render(registry, target);
 * }</pre>
 */
final class Exposition implements MetricVisitor {

  private static final int PAGE = 32 * 1024;

  private final Families families;
  private final boolean exemplars;
  private final Set<String> names;
  private final OutputStream out;
  private final Bytes page = new Bytes(PAGE + PAGE / 4);
  private final Bytes bucketStart = new Bytes(512);
  private Family family;
  private long size;
  private @Nullable IOException failure;

  /**
   * @param names the families to show, empty for all
   */
  Exposition(Families families, Set<String> names, OutputStream out) {
    this.families = families;
    this.exemplars = families.format() == Format.OPENMETRICS;
    this.names = names;
    this.out = out;
    this.family = families.of(Catalogue.TARGET_INFO);
  }

  void render(Registry registry, TargetInfo target) throws IOException {
    if (metric(Catalogue.TARGET_INFO)) {
      page.put(family.sample).put('{').put(target.labels()).put("} 1\n");
    }
    registry.visit(this);
    if (families.format() == Format.OPENMETRICS) {
      page.put("# EOF\n");
    }
    turnPage();
    if (failure != null) {
      throw failure;
    }
  }

  /** How many bytes were rendered. */
  long size() {
    return size;
  }

  @Override
  public boolean metric(Metric metric) {
    family = families.of(metric);
    if (failure != null || !(names.isEmpty() || family.isNamedIn(names))) {
      return false;
    }
    page.put(family.header);
    return true;
  }

  @Override
  public void value(Metric metric, Labels labels, double value) {
    page.put(family.sample);
    int brace = page.length();
    page.put('{');
    family.putLabels(labels, page);
    if (page.length() == brace + 1) {
      page.truncate(brace);
    } else {
      page.put('}');
    }
    page.put(' ').put(value).put('\n');
    turnFullPage();
  }

  @Override
  public void histogram(Metric metric, Labels labels, Histogram histogram) {
    bucketStart.clear();
    bucketStart.put(family.bucketSample).put('{');
    int labelsStart = bucketStart.length();
    family.putLabels(labels, bucketStart);
    int labelsEnd = bucketStart.length();
    if (labelsEnd > labelsStart) {
      bucketStart.put(',');
    }
    long[] counts = histogram.counts();
    long count = 0;
    for (int i = 0; i < counts.length; i++) {
      count += counts[i];
      page.put(bucketStart, 0, bucketStart.length()).put(family.boundEnds[i]).put(count);
      if (exemplars) {
        putExemplar(histogram, i);
      }
      page.put('\n');
    }
    page.put(family.sumSample);
    putLabels(labelsStart, labelsEnd);
    page.put(' ').put(histogram.sum()).put('\n');
    page.put(family.countSample);
    putLabels(labelsStart, labelsEnd);
    page.put(' ').put(count).put('\n');
    turnFullPage();
  }

  private void putLabels(int labelsStart, int labelsEnd) {
    if (labelsEnd > labelsStart) {
      page.put('{').put(bucketStart, labelsStart, labelsEnd).put('}');
    }
  }

  private void putExemplar(Histogram histogram, int bucket) {
    Exemplar exemplar = histogram.exemplar(bucket);
    if (exemplar != null) {
      page.put(" # {trace_id=\"").putHex(exemplar.traceIdHigh()).putHex(exemplar.traceIdLow());
      page.put("\",span_id=\"").putHex(exemplar.spanId()).put("\"} ");
      page.put(exemplar.value() / histogram.scale()).put(' ').putSeconds(exemplar.epochMillis());
    }
  }

  private void turnFullPage() {
    if (page.length() >= PAGE) {
      turnPage();
    }
  }

  private void turnPage() {
    size += page.length();
    try {
      if (failure == null) {
        page.moveTo(out);
      }
    } catch (IOException e) {
      failure = e;
    }
    page.clear();
  }
}
