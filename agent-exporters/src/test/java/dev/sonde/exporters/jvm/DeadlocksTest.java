package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeadlocksTest {

  private static final String METRIC = "sonde.jvm.threads.deadlocked[]";

  @Test
  void threadsThatWaitForOneAnotherAreCounted() throws InterruptedException {
    ReentrantLock first = new ReentrantLock();
    ReentrantLock second = new ReentrantLock();
    CyclicBarrier bothHold = new CyclicBarrier(2);
    Thread one = locker(first, second, bothHold);
    Thread two = locker(second, first, bothHold);
    try {
      assertThat(Awaiting.that(() -> first.hasQueuedThread(two) && second.hasQueuedThread(one)))
          .isTrue();
      assertThat(Readings.of(new Deadlocks()).values()).containsEntry(METRIC, 2.0);
    } finally {
      one.interrupt();
      two.interrupt();
      one.join();
      two.join();
    }
    assertThat(Readings.of(new Deadlocks()).values()).containsEntry(METRIC, 0.0);
  }

  @Test
  void aCountHoldsForAWhile() throws InterruptedException {
    Deadlocks deadlocks = new Deadlocks();
    assertThat(Readings.of(deadlocks).values()).containsEntry(METRIC, 0.0);
    ReentrantLock first = new ReentrantLock();
    ReentrantLock second = new ReentrantLock();
    CyclicBarrier bothHold = new CyclicBarrier(2);
    Thread one = locker(first, second, bothHold);
    Thread two = locker(second, first, bothHold);
    try {
      assertThat(Awaiting.that(() -> first.hasQueuedThread(two) && second.hasQueuedThread(one)))
          .isTrue();
      assertThat(Readings.of(deadlocks).values()).containsEntry(METRIC, 0.0);
    } finally {
      one.interrupt();
      two.interrupt();
      one.join();
      two.join();
    }
  }

  private static Thread locker(ReentrantLock held, ReentrantLock wanted, CyclicBarrier bothHold) {
    Thread thread =
        new Thread(
            () -> {
              held.lock();
              try {
                bothHold.await();
                wanted.lockInterruptibly();
                wanted.unlock();
              } catch (Exception e) {
                Thread.currentThread().interrupt();
              } finally {
                held.unlock();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
