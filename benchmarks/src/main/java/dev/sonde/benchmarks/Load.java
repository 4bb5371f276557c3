package dev.sonde.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Requests over kept-alive connections, one thread each, in turn to each of some paths. */
final class Load {

  private final int port;
  private final int connections;
  private final byte[][] requests;

  Load(int port, int connections, List<String> paths) {
    this.port = port;
    this.connections = connections;
    this.requests = paths.stream().map(Client::request).toArray(byte[][]::new);
  }

  /** What came of it: how long each request took, and all of them. */
  static final class Outcome {

    private final long nanos;
    private final long[] latencies;

    private Outcome(long nanos, long[] latencies) {
      this.nanos = nanos;
      this.latencies = latencies;
      Arrays.sort(latencies);
    }

    int count() {
      return latencies.length;
    }

    double perSecond() {
      return latencies.length / (nanos / 1e9);
    }

    /** The latency that so many of a hundred requests don't exceed. */
    double percentileMicros(int percent) {
      int rank = (int) Math.ceil(latencies.length * percent / 100.0);
      return latencies[Math.max(0, rank - 1)] / 1e3;
    }
  }

  /** As fast as the answers come. */
  Outcome send(int count) throws IOException, InterruptedException {
    return send(count, 0);
  }

  /**
   * At a steady rate, whether or not the answers keep up: a request that had to wait for the one
   * before has waited, and that is in its latency.
   *
   * @param perSecond over all connections, 0: as fast as the answers come
   */
  Outcome send(int count, double perSecond) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      int each = Math.max(1, count / connections);
      long interval = perSecond == 0 ? 0 : (long) (1e9 * connections / perSecond);
      long start = System.nanoTime();
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        long first = start + interval * i / connections;
        int from = i * each;
        all.add(threads.submit(() -> one(each, from, first, interval)));
      }
      long[] latencies = new long[each * connections];
      for (int i = 0; i < connections; i++) {
        System.arraycopy(all.get(i).get(), 0, latencies, i * each, each);
      }
      return new Outcome(System.nanoTime() - start, latencies);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private long[] one(int count, int from, long first, long interval) throws IOException {
    long[] latencies = new long[count];
    try (Client client = new Client(port)) {
      for (int i = 0; i < count; i++) {
        long due = first + i * interval;
        long begin = System.nanoTime();
        if (interval == 0 || begin < due) {
          for (long left = due - begin; interval > 0 && left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          // Who woke up late is this thread, not the server.
          begin = System.nanoTime();
        } else {
          begin = due;
        }
        client.send(requests[(from + i) % requests.length]);
        latencies[i] = System.nanoTime() - begin;
      }
    }
    return latencies;
  }
}
