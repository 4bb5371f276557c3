package dev.sonde.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * One thing that is done again and again by one thread of a measured JVM.
 *
 * <p>Each line of the standard input says how many times to do it, and what to do in between. 0
 * means to do it in bursts and to rest in between, which finds the processor's caches filled with
 * nothing else; any other number means to write to so many bytes before each time, which finds the
 * caches as an application leaves them that has much else to do.
 *
 * <p>Each line is answered by what that took: {@code nanoseconds of CPU to do it, nanoseconds of
 * CPU beside, bytes of the thread, bytes of all threads}.
 */
abstract class Work {

  /** So many times, then a rest, so that no exporter has to drop spans. */
  private static final int BURST = 128;

  private static final long REST_NANOS = 6_000_000;
  private static final int CACHE_LINE = 64;

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is written to in between. */
  private byte[] other = {};

  /** Gets ready in the thread that will do it. */
  abstract void begin() throws Exception;

  abstract void once() throws Exception;

  /** How many times it was done and came out well. */
  abstract int successes();

  /** Does as the standard input says until that ends, and then ends the JVM. */
  final void start() {
    new Thread(this::run, "work").start();
  }

  private void run() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try {
      begin();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] numbers = line.split(" ", -1);
        int bytes = Integer.parseInt(numbers[1]);
        if (other.length != bytes) {
          other = new byte[bytes];
        }
        System.out.println(block(Integer.parseInt(numbers[0])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      System.exit(0);
    }
  }

  private String block(int times) throws Exception {
    int expected = successes() + times;
    long all = allocatedByAll();
    long own = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long begin = threads.getCurrentThreadCpuTime();
    long working = 0;
    int burst = other.length == 0 ? BURST : 1;
    for (int i = 0; i < times; i += burst) {
      pause();
      long before = threads.getCurrentThreadCpuTime();
      for (int n = Math.min(burst, times - i); n > 0; n--) {
        once();
      }
      working += threads.getCurrentThreadCpuTime() - before;
    }
    long beside = threads.getCurrentThreadCpuTime() - begin - working;
    own = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - own;
    all = allocatedByAll() - all;
    if (successes() != expected) {
      throw new IOException(expected - successes() + " of " + times + " have failed");
    }
    return working + " " + beside + " " + own + " " + all;
  }

  private void pause() {
    if (other.length == 0) {
      LockSupport.parkNanos(REST_NANOS);
    }
    for (int i = 0; i < other.length; i += CACHE_LINE) {
      other[i]++;
    }
  }

  private long allocatedByAll() {
    long allocated = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      allocated += Math.max(0, bytes);
    }
    return allocated;
  }
}
