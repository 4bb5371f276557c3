package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Operation;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpanQueueTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 1000})
  void itHoldsItsCapacityInOrderAndNoMore(int capacity) {
    SpanQueue queue = new SpanQueue(capacity, 512);
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < capacity; i++) {
        assertThat(queue.offer(Operations.ended("/" + i))).isTrue();
      }
      assertThat(queue.offer(Operations.ended("/no"))).isFalse();
      assertThat(queue.size()).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        assertThat(path(queue.poll())).isEqualTo("/" + i);
      }
      assertThat(queue.poll()).isNull();
      assertThat(queue.size()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"32,2048", "64,2048", "128,4096", "256,8192", "512,16384", "65536,16384"})
  void itsSizeSuitsTheHeap(long mebibytes, int size) {
    assertThat(SpanQueue.sizeFor(mebibytes << 20)).isEqualTo(size);
  }

  @Test
  void nothingIsLostOrDoubledBetweenManyThreads() throws Exception {
    SpanQueue queue = new SpanQueue(100, 10);
    int threads = 4;
    int each = 50_000;
    AtomicInteger accepted = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  if (queue.offer(Operations.running("GET"))) {
                    accepted.incrementAndGet();
                  }
                }
                done.countDown();
              })
          .start();
    }
    Set<Operation> seen = new HashSet<>();
    int polled = 0;
    while (done.getCount() > 0 || queue.size() > 0) {
      Operation operation = queue.poll();
      if (operation != null) {
        polled++;
        assertThat(seen.add(operation)).isTrue();
      } else {
        queue.awaitBatch(1_000_000);
      }
    }
    assertThat(polled).isEqualTo(accepted.get()).isGreaterThan(0);
  }

  @Test
  void aPlaceThatIsNeverFilledIsGivenUp() {
    SpanQueue queue = new SpanQueue(4, 4, 20_000_000);
    queue.offer(Operations.ended("/a"));
    assertThat(queue.claim()).isEqualTo(1);
    queue.offer(Operations.ended("/c"));

    assertThat(path(queue.poll())).isEqualTo("/a");
    assertThat(queue.poll()).as("it may still come").isNull();
    assertThat(queue.takeLost()).isZero();
    assertThat(path(polled(queue))).isEqualTo("/c");
    assertThat(queue.takeLost()).isEqualTo(1);
    assertThat(queue.takeLost()).isZero();
    assertThat(queue.size()).isZero();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void aPlaceThatIsFilledTooLateDisturbsNoOther() {
    SpanQueue queue = new SpanQueue(4, 4, 20_000_000);
    long late = queue.claim();
    queue.offer(Operations.ended("/b"));
    assertThat(path(polled(queue))).isEqualTo("/b");
    queue.fill(late, Operations.ended("/late"));

    for (int i = 0; i < 20; i++) {
      assertThat(queue.poll()).as("nothing waits").isNull();
      queue.offer(Operations.ended("/" + i));
      assertThat(path(queue.poll())).isEqualTo("/" + i);
    }
    assertThat(queue.takeLost()).isEqualTo(1);
  }

  private static Operation polled(SpanQueue queue) {
    Operation operation = queue.poll();
    while (operation == null) {
      Thread.onSpinWait();
      operation = queue.poll();
    }
    return operation;
  }

  private static String path(Operation operation) {
    return ((HttpServerOperation) operation).details.path;
  }

  @Test
  void aFullBatchWakesTheExporter() throws Exception {
    SpanQueue queue = new SpanQueue(100, 10);
    CountDownLatch woken = new CountDownLatch(1);
    Thread exporter =
        new Thread(
            () -> {
              while (queue.size() < 10) {
                queue.awaitBatch(TimeUnit.HOURS.toNanos(1));
              }
              woken.countDown();
            });
    exporter.setDaemon(true);
    exporter.start();
    while (exporter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 9; i++) {
      queue.offer(Operations.running("GET"));
    }
    assertThat(exporter.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    queue.offer(Operations.running("GET"));
    assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
