package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;
import dev.sonde.exporters.metrics.Registry;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmMetricsTest {

  private static final Map<String, String> EVERYTHING =
      Map.of("sonde.process.context-switches.enabled", "true");

  private final SelfStats stats = new SelfStats();
  private final Registry registry = new Registry(2000, stats);
  private final JvmMetrics metrics = start(EVERYTHING, registry, stats);

  @AfterEach
  void stop() {
    metrics.stop();
    assertThat(stats.errors()).isEmpty();
  }

  @Test
  void allMetricsOfTheCatalogueAreTold() {
    System.gc();
    assertThat(Awaiting.that(() -> Readings.of(registry).sum("jvm.gc.duration") > 0)).isTrue();
    Set<String> told = new TreeSet<>();
    for (String series : Readings.of(registry).values().keySet()) {
      told.add(series.substring(0, series.indexOf('[')));
    }
    Set<String> expected = new TreeSet<>();
    for (Metric metric : Catalogue.all()) {
      if (metric.category().equals("jvm") || metric.category().equals("system")) {
        expected.add(metric.name());
      }
    }
    expected.remove("sonde.jvm.virtual_threads.pinned");
    told.add("sonde.container.memory.limit");
    told.add("sonde.container.memory.usage");
    told.add("sonde.container.cpu.throttled");
    assertThat(told).isEqualTo(expected);
  }

  @Test
  void memoryAndClassesArePlausible() {
    Readings readings = Readings.of(registry);
    assertThat(readings.sum("jvm.memory.used[heap")).isGreaterThan(1 << 20);
    assertThat(readings.sum("jvm.memory.used[non_heap")).isGreaterThan(1 << 20);
    assertThat(readings.sum("jvm.memory.committed[heap"))
        .isGreaterThanOrEqualTo(readings.sum("jvm.memory.used[heap"));
    assertThat(readings.sum("process.memory.usage")).isGreaterThan(10 << 20);
    assertThat(readings.sum("process.memory.virtual"))
        .isGreaterThan(readings.sum("process.memory.usage"));
    assertThat(readings.sum("jvm.class.count")).isGreaterThan(500);
    assertThat(readings.sum("jvm.class.loaded"))
        .isGreaterThanOrEqualTo(readings.sum("jvm.class.count"));
    assertThat(readings.sum("jvm.cpu.count")).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(readings.sum("jvm.cpu.time")).isPositive();
    assertThat(readings.sum("process.uptime")).isPositive();
  }

  @Test
  void whatTheJvmDoesNotKnowIsNotTold() {
    assertThat(Readings.of(registry).values().values())
        .allSatisfy(value -> assertThat(value).isNotNaN().isGreaterThanOrEqualTo(0));
  }

  @Test
  void collectionsAreCountedUntilStopped() {
    System.gc();
    assertThat(Awaiting.that(() -> collections() > 0)).isTrue();
    metrics.stop();
    Registry other = new Registry(2000, stats);
    JvmMetrics later = start(Map.of(), other, stats);
    double before = collections();
    System.gc();
    assertThat(Awaiting.that(() -> Readings.of(other).sum("jvm.gc.duration") > 0)).isTrue();
    assertThat(collections()).isEqualTo(before);
    later.stop();
  }

  @Test
  void allocationGrows() {
    double before = Readings.of(registry).sum("sonde.jvm.gc.memory.allocated");
    List<byte[]> held = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      held.add(new byte[1 << 20]);
    }
    assertThat(Readings.of(registry).sum("sonde.jvm.gc.memory.allocated") - before)
        .isGreaterThanOrEqualTo(30 << 20);
    assertThat(held).hasSize(32);
  }

  @Test
  void directBuffersAreCounted() {
    double before = Readings.of(registry).sum("jvm.buffer.memory.used[direct]");
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    assertThat(Readings.of(registry).sum("jvm.buffer.memory.used[direct]") - before)
        .isGreaterThanOrEqualTo(1 << 20);
    assertThat(buffer.capacity()).isEqualTo(1 << 20);
  }

  @Test
  void fileDescriptorsGrowWithOpenFiles() throws IOException {
    double before = Readings.of(registry).sum("jvm.file_descriptor.count");
    List<InputStream> open = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        open.add(new FileInputStream(new File("pom.xml")));
      }
      Readings readings = Readings.of(registry);
      assertThat(readings.sum("jvm.file_descriptor.count")).isGreaterThanOrEqualTo(before + 40);
      assertThat(readings.sum("jvm.file_descriptor.limit"))
          .isGreaterThan(readings.sum("jvm.file_descriptor.count"));
    } finally {
      for (InputStream in : open) {
        in.close();
      }
    }
  }

  @Test
  void threadsAreToldByStateAndDaemon() throws InterruptedException {
    String waitingDaemons = "jvm.thread.count[true, waiting]";
    double before = Readings.of(registry).sum(waitingDaemons);
    CountDownLatch release = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    assertThat(Awaiting.that(() -> Readings.of(registry).sum(waitingDaemons) >= before + 90))
        .isTrue();
    assertThat(Readings.of(registry).sum("jvm.thread.count[false, runnable]")).isPositive();
    release.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(Readings.of(registry).sum(waitingDaemons)).isLessThan(before + 90);
  }

  @Test
  void switchedOffItTellsNothing() {
    Registry silent = new Registry(2000, stats);
    start(Map.of("sonde.jvm.enabled", "false"), silent, stats).stop();
    assertThat(Readings.of(silent).values()).isEmpty();
  }

  private double collections() {
    return Readings.of(registry).sum("jvm.gc.duration");
  }

  private static JvmMetrics start(
      Map<String, String> properties, Registry registry, SelfStats stats) {
    return JvmMetrics.start(Config.of(properties, Map.of(), null), registry, stats);
  }
}
