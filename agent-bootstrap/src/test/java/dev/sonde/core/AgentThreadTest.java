package dev.sonde.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentThreadTest {

  /** Fails again where it is put into words, as in a full heap. */
  private static final class Unspeakable extends Error {

    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      throw new OutOfMemoryError("none left for words");
    }
  }

  private final SelfStats stats = new SelfStats();
  private final AtomicReference<Throwable> handled = new AtomicReference<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @BeforeEach
  void installTheApplicationsHandler() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          handled.set(failure);
          throw new IllegalStateException("a handler that throws", failure);
        });
  }

  @AfterEach
  void removeIt() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void aFailureNeverReachesTheApplicationsHandler() throws InterruptedException {
    Thread thread =
        new AgentThread(
            "sonde-test",
            () -> {
              throw new Unspeakable();
            },
            stats);
    thread.start();
    thread.join();
    assertThat(handled).hasNullValue();
    assertThat(stats.ownThreads()).isEmpty();
  }

  @Test
  void aFailureAtItsVeryEndDoesNeither() throws InterruptedException {
    stats.onEnd(
        ending -> {
          throw new Unspeakable();
        });
    Thread thread = new AgentThread("sonde-test", () -> {}, stats);
    thread.start();
    thread.join();
    assertThat(handled).hasNullValue();
    assertThat(stats.ownThreads()).isEmpty();
  }
}
