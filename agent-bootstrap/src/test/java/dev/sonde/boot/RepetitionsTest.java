package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

  private static final int THREADS = 4;

  @Test
  void equalStatementsAreTheSame() {
    Repetitions repetitions = new Repetitions();
    repetitions.count(new String("select"));
    repetitions.count("insert");
    assertThat(repetitions.count(new String("select"))).isEqualTo(2);
    assertThat(repetitions.statement(repetitions.most())).isEqualTo("select");
    assertThat(repetitions.count(repetitions.most())).isEqualTo(2);
  }

  @Test
  void withoutAnyExecutionThereIsNoStatement() {
    Repetitions repetitions = new Repetitions();
    assertThat(repetitions.count(repetitions.most())).isZero();
    assertThat(repetitions.statement(repetitions.most())).isNull();
  }

  @Test
  void whatIsExecutedAgainAndAgainStaysAmongManyOthers() {
    Repetitions repetitions = new Repetitions();
    for (int i = 0; i < 100; i++) {
      repetitions.count("other before " + i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(repetitions.count("again")).isEqualTo(i + 1);
      repetitions.count("other " + i);
    }
    assertThat(repetitions.statement(repetitions.most())).isEqualTo("again");
  }

  @Test
  void theStatementsOfALoopStayThoughOthersWereExecutedMore() {
    Repetitions repetitions = new Repetitions();
    for (int i = 0; i < 300; i++) {
      repetitions.count("other " + i % 100);
      repetitions.count("other " + i % 100);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(repetitions.count("parent")).isEqualTo(i + 1);
      assertThat(repetitions.count("child")).isEqualTo(2 * i + 1);
      assertThat(repetitions.count("child")).isEqualTo(2 * i + 2);
      assertThat(repetitions.count("toy")).isEqualTo(i + 1);
    }
  }

  @Test
  void whatWasExecutedMostStaysThoughThatIsLongAgo() {
    Repetitions repetitions = new Repetitions();
    for (int i = 0; i < 30; i++) {
      repetitions.count("most");
    }
    for (int i = 0; i < 100; i++) {
      repetitions.count("other " + i);
    }
    assertThat(repetitions.statement(repetitions.most())).isEqualTo("most");
    assertThat(repetitions.count("most")).isEqualTo(31);
  }

  @Test
  void threadsOfOneRequestCountExactly() throws Exception {
    HttpServerOperation[] requests = new HttpServerOperation[200];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = request();
    }
    AtomicInteger thresholds = new AtomicInteger();
    inThreads(
        thread -> {
          for (HttpServerOperation request : requests) {
            for (int i = 0; i < 25; i++) {
              for (int statement = 0; statement < 4; statement++) {
                if (request.executes("statement " + (statement + thread) % 4) == 50) {
                  thresholds.incrementAndGet();
                }
              }
            }
          }
        });

    assertThat(thresholds).hasValue(requests.length * 4);
    for (HttpServerOperation request : requests) {
      Repetitions repetitions = request.repetitions();
      List<String> counts = new ArrayList<>();
      for (int place = 0; repetitions.statement(place) != null; place++) {
        counts.add(repetitions.statement(place) + ": " + repetitions.count(place));
      }
      assertThat(counts)
          .containsExactlyInAnyOrder(
              "statement 0: 100", "statement 1: 100", "statement 2: 100", "statement 3: 100");
    }
  }

  @Test
  void threadsThatTakePlacesFromEachOtherComeToAnEnd() throws Exception {
    Repetitions repetitions = new Repetitions();
    inThreads(
        thread -> {
          for (int i = 0; i < 10_000; i++) {
            assertThat(repetitions.count("statement " + (i + thread) % 40)).isPositive();
          }
        });
    assertThat(repetitions.count(repetitions.most())).isBetween(1, THREADS * 10_000);
  }

  @Test
  void whatIsExecutedAfterTheEndOfARequestIsNobodys() {
    HttpServerOperation request = request();
    assertThat(request.executes("select")).isEqualTo(1);
    request.end();
    assertThat(request.executes("select")).isZero();
    assertThat(request.repetitions().count(0)).isEqualTo(1);
  }

  private static HttpServerOperation request() {
    return new HttpServerOperation(new Origin(), Current.cell(), "GET", "http", false);
  }

  private interface Counting {
    void by(int thread);
  }

  private static void inThreads(Counting counting) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        running.add(
            threads.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  counting.by(thread);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
