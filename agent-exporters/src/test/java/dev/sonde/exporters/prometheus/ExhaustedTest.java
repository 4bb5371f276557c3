package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.SelfStats;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that can't even be told of, as when no memory is left: serving goes on after them. */
class ExhaustedTest {

  /** Fails again where it is put into words. */
  private static final class Unspeakable extends Error {

    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      throw new OutOfMemoryError("none left for words");
    }
  }

  @TempDir Path directory;

  private final AtomicReference<Throwable> handled = new AtomicReference<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @BeforeEach
  void installTheApplicationsHandler() {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> handled.set(failure));
  }

  @AfterEach
  void itWasNotCalled() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(handled).hasNullValue();
  }

  @Test
  void acceptingGoesOn() throws Exception {
    SelfStats stats = new SelfStats();
    ThreadFactory threads = new Threads("sonde-scrape", stats);
    AtomicBoolean fails = new AtomicBoolean(true);
    ThreadFactory failing =
        work -> {
          if (fails.getAndSet(false)) {
            throw new Unspeakable();
          }
          return threads.newThread(work);
        };
    try (Served served = new Served(directory, Served.PATIENT, stats, failing)) {
      try (Socket unlucky = served.connect()) {
        assertThat(unlucky.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(stats.errors().get("prometheus").get(SelfStats.Phase.SCRAPE).sum()).isEqualTo(1);
    }
  }

  @Test
  void scrapesThatFailTakeNothingFromTheNext() throws Exception {
    try (Served served = new Served(directory, Served.PATIENT)) {
      AtomicInteger failures = new AtomicInteger(2 * Limits.MOST_CONNECTIONS);
      served.registry.add(
          sink -> {
            if (failures.getAndDecrement() > 0) {
              throw new Unspeakable();
            }
          });
      while (failures.get() > 0) {
        assertThat(served.raw("GET /metrics HTTP/1.1\r\n\r\n")).isEmpty();
      }
      assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(served.log()).isEmpty();
    }
  }
}
