package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.AgentThread;
import dev.sonde.core.SelfStats;
import dev.sonde.core.SelfStats.ModuleState;
import dev.sonde.core.SelfStats.Phase;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Registry;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SelfMetricsTest {

  private final SelfStats stats = new SelfStats();
  private final Registry registry = new Registry(2000, stats);

  @Test
  void tellsWhatThePartsCounted() {
    stats.module("jedis", ModuleState.IDLE);
    stats.module("tomcat", ModuleState.IDLE);
    stats.classWoven("tomcat", 1000);
    stats.classWoven("tomcat", 1000);
    stats.error("tomcat", Phase.ADVICE);
    stats.premainTook(250_000_000);
    SelfMetrics.start(registry, stats);
    assertThat(Readings.of(registry).values())
        .containsEntry("sonde.self.classes_transformed[tomcat]", 2.0)
        .containsEntry("sonde.self.errors[tomcat, advice]", 1.0)
        .containsEntry("sonde.self.startup.duration[]", 0.25);
  }

  @Test
  void aModulesStateIsOneAmongZeros() {
    stats.module("jedis", ModuleState.FAILED);
    SelfMetrics.start(registry, stats);
    assertThat(Readings.of(registry).values())
        .containsEntry("sonde.self.modules[jedis, failed]", 1.0)
        .containsEntry("sonde.self.modules[jedis, active]", 0.0)
        .containsEntry("sonde.self.modules[jedis, idle]", 0.0)
        .containsEntry("sonde.self.modules[jedis, disabled]", 0.0);
  }

  @Test
  void durationsOfClassesWovenBeforeItStartedAreNotLost() {
    stats.classWoven("tomcat", 50_000);
    SelfMetrics.start(registry, stats);
    stats.classWoven("tomcat", 5_000_000);
    assertThat(registry.histogram(Catalogue.SONDE_SELF_TRANSFORM_DURATION).counts())
        .containsExactly(0, 1, 0, 1, 0, 0, 0);
  }

  @Test
  void cpuTimeOfOwnThreadsOutlivesThem() throws InterruptedException {
    SelfMetrics.start(registry, stats);
    CountDownLatch seen = new CountDownLatch(1);
    Thread thread =
        new AgentThread(
            "sonde-test",
            () -> {
              spin();
              try {
                seen.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            stats);
    thread.start();
    assertThat(Awaiting.that(() -> cpuSeconds() > 0.005)).isTrue();
    double before = cpuSeconds();
    seen.countDown();
    thread.join();
    assertThat(cpuSeconds()).isGreaterThanOrEqualTo(before);
    assertThat(stats.ownThreads()).isEmpty();
    assertThat(cpuSeconds()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void cpuTimeOfAThreadThatNobodySawIsCounted() throws InterruptedException {
    SelfMetrics.start(registry, stats);
    for (int i = 0; i < 3; i++) {
      Thread thread = new AgentThread("sonde-test", SelfMetricsTest::spin, stats);
      thread.start();
      thread.join();
    }
    double first = cpuSeconds();
    assertThat(first).isBetween(0.015, 30.0);
    assertThat(cpuSeconds()).isEqualTo(first);
  }

  private static void spin() {
    long end = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void memoryIsThatOfSeriesAndHolders() {
    SelfMetrics.start(registry, stats);
    double before = memory();
    registry.histogram(Catalogue.HTTP_SERVER_REQUEST_DURATION, "GET", null, null, null, null, null);
    double withSeries = memory();
    assertThat(withSeries).isGreaterThan(before + 300);
    stats.holds(() -> 12345);
    assertThat(memory()).isEqualTo(withSeries + 12345);
  }

  private double cpuSeconds() {
    return Readings.of(registry).values().get("sonde.self.cpu.time[]");
  }

  private double memory() {
    return Readings.of(registry).values().get("sonde.self.memory.usage[]");
  }
}
