package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationTest {

  private final Current cell = Current.cell();

  @AfterEach
  void leaveTheThreadAsItWas() {
    cell.forget();
  }

  @Test
  void takesItsPlaceFromTheOrigin() {
    Origin origin = new Origin();
    origin.traceIdHigh = 1;
    origin.traceIdLow = 2;
    origin.spanId = 3;
    origin.parentSpanId = 4;
    origin.parentRemote = true;
    origin.sampled = true;
    origin.recording = true;
    origin.undecided = true;
    origin.traceState = "a=b";
    origin.baggage = "c=d";
    HttpServerOperation operation = new HttpServerOperation(origin, cell, "GET", "http", false);
    origin.clear();
    assertThat(operation.traceIdHigh).isEqualTo(1);
    assertThat(operation.traceIdLow).isEqualTo(2);
    assertThat(operation.spanId).isEqualTo(3);
    assertThat(operation.parentSpanId).isEqualTo(4);
    assertThat(operation.parentRemote).isTrue();
    assertThat(operation.sampled).isTrue();
    assertThat(operation.recording).isTrue();
    assertThat(operation.undecided).isTrue();
    assertThat(operation.traceState).isEqualTo("a=b");
    assertThat(operation.baggage).isEqualTo("c=d");
    assertThat(operation.hasTrace()).isTrue();
    assertThat(Contexts.context(0).hasTrace()).isFalse();
  }

  @Test
  void isTheContextOfTheThreadBetweenEnterAndLeave() {
    Context outer = Contexts.context(7);
    cell.set(outer);
    HttpServerOperation operation = Contexts.operation(cell);
    operation.enter();
    assertThat(Current.context()).isSameAs(operation);
    assertThat(HttpServerProbe.current()).isSameAs(operation);
    operation.leave();
    assertThat(Current.context()).isSameAs(outer);
    assertThat(HttpServerProbe.current()).isNull();
  }

  @Test
  void leavingHealsACallBelowThatNeverLeft() {
    HttpServerOperation operation = Contexts.operation(cell);
    operation.enter();
    Contexts.operation(cell).enter();
    operation.leave();
    assertThat(Current.context()).isNull();
  }

  @Test
  void endsOnce() {
    HttpServerOperation operation = Contexts.operation(cell);
    assertThat(operation.isEnded()).isFalse();
    assertThat(operation.end()).isTrue();
    long duration = operation.durationNanos();
    assertThat(duration).isNotNegative();
    assertThat(operation.end()).isFalse();
    assertThat(operation.durationNanos()).isEqualTo(duration);
    assertThat(operation.isEnded()).isTrue();
  }

  @Test
  void endsOnceWhenManyThreadsEndIt() throws Exception {
    for (int round = 0; round < 500; round++) {
      HttpServerOperation operation = Contexts.operation(cell);
      AtomicInteger ends = new AtomicInteger();
      CyclicBarrier start = new CyclicBarrier(3);
      Thread[] threads = new Thread[3];
      for (int i = 0; i < threads.length; i++) {
        threads[i] =
            new Thread(
                () -> {
                  try {
                    start.await();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                  if (operation.end()) {
                    ends.incrementAndGet();
                  }
                });
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(ends.get()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheFirstFailure() {
    HttpServerOperation operation = Contexts.operation(cell);
    RuntimeException first = new RuntimeException("first");
    operation.fail(null);
    operation.fail(first);
    operation.fail(new RuntimeException("second"));
    assertThat(operation.error()).isSameAs(first);
  }

  @Test
  void aFailureAfterTheEndIsNobodys() {
    HttpServerOperation operation = Contexts.operation(cell);
    operation.end();
    operation.fail(new RuntimeException("late"));
    assertThat(operation.error()).isNull();
  }
}
