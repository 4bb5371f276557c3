package dev.sonde.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FamiliesTest {

  private final List<String> events = new ArrayList<>();
  private final Families families = new Families();

  /** Tells what becomes of it. */
  private class Told extends Families.Readiness {
    private final String name;

    Told(String name) {
      this.name = name;
    }

    @Override
    protected void begin() {
      events.add("begin " + name);
    }

    @Override
    protected void end() {
      events.add("end " + name);
    }
  }

  @Test
  void whatIsNeededBeginsOnceAndNothingElseDoes() {
    families.add(new Told("pools"), "jdbc-pool", "redis");
    families.add(new Told("redis"), "redis");
    families.add(new Told("grpc"), "grpc");
    families.begin("redis");
    families.begin("jdbc-pool");
    families.begin("redis");
    families.begin("of nobody");
    assertThat(events).containsExactly("begin pools", "begin redis");
  }

  @Test
  void whatHasBegunEndsTheLastOneFirstAndForGood() {
    families.add(new Told("pools"), "redis");
    families.add(new Told("redis"), "redis");
    families.add(new Told("grpc"), "grpc");
    families.begin("redis");
    events.clear();
    families.end();
    families.end();
    families.begin("redis");
    families.begin("grpc");
    assertThat(events).containsExactly("end redis", "end pools");
  }

  @Test
  void whatCouldNotBeginIsTriedAgain() {
    families.add(
        new Told("grpc") {
          @Override
          protected void begin() {
            super.begin();
            if (events.size() == 1) {
              throw new IllegalStateException("for the test");
            }
          }
        },
        "grpc");
    assertThatThrownBy(() -> families.begin("grpc")).hasMessage("for the test");
    families.begin("grpc");
    families.begin("grpc");
    assertThat(events).containsExactly("begin grpc", "begin grpc");
  }

  /** Its woven code would call a probe that nobody listens to. */
  @Test
  void aThreadWaitsForAnotherOneThatBegins() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    families.add(
        new Told("grpc") {
          @Override
          protected void begin() {
            began.countDown();
            try {
              assertThat(mayGoOn.await(30, SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            super.begin();
          }
        },
        "grpc");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> first = threads.submit(() -> families.begin("grpc"));
      assertThat(began.await(30, SECONDS)).isTrue();
      Future<List<String>> second =
          threads.submit(
              () -> {
                families.begin("grpc");
                return List.copyOf(events);
              });
      mayGoOn.countDown();
      first.get(30, SECONDS);
      assertThat(second.get(30, SECONDS)).containsExactly("begin grpc");
    } finally {
      threads.shutdownNow();
    }
  }
}
