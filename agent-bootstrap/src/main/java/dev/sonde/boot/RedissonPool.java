package dev.sonde.boot;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Called by a woven Redisson for the pools that it has of each node. It lends their connections to
 * itself, for as long as a command takes: none of them leaks.
 *
 * <pre>{@code
 * RedissonPool.made(entry, least, most);
 * long since = PoolProbe.now();                            // 0: nothing measures
 * RedissonPool.asked(entry, client, future, since);
 * RedissonPool.sends(connection);
 * PoolProbe.returned(connection);
 * RedissonPool.stopped(client);
 * }</pre>
 */
public final class RedissonPool {

  private static final String REDISSON = "redisson";

  private RedissonPool() {}

  /** What a pool carries until it is asked for a connection. */
  private static final class Limits implements Kept {
    final int least;
    final int most;

    Limits(int least, int most) {
      this.least = least;
      this.most = most;
    }
  }

  /**
   * A pool is there.
   *
   * @param least how many connections it keeps
   * @param most how many it may have
   */
  public static void made(Object entry, int least, int most) {
    Carried.put(entry, new Limits(least, most));
  }

  private static ConnectionPool known(Object entry, @Nullable Object client, PoolRecorder current) {
    ConnectionPool known = PoolProbe.carried(entry, current);
    if (known == null) {
      Object carried = Carried.get(entry);
      known = ConnectionPools.add(REDISSON, entry, client, null, current);
      known.lendsToItself();
      if (carried instanceof Limits) {
        known.limits(((Limits) carried).least, ((Limits) carried).most);
      }
    }
    return known;
  }

  /**
   * Somebody has asked for a connection, at a time, and has it or will have it.
   *
   * @param future of the connection
   */
  public static void asked(
      Object entry, @Nullable Object client, @Nullable Object future, long since) {
    PoolRecorder current = PoolProbe.recorder();
    if (current == null || since == 0 || !(future instanceof CompletableFuture)) {
      return;
    }
    ConnectionPool pool = known(entry, client, current);
    CompletableFuture<?> connection = (CompletableFuture<?>) future;
    if (!connection.isDone()) {
      pool.enterQueue();
      ((CompletionStage<?>) connection).whenComplete(new Waiting(pool, since));
    } else if (!connection.isCompletedExceptionally()) {
      long now = System.nanoTime();
      pool.series().waited(now - since);
      Object lent = connection.getNow(null);
      if (lent != null) {
        pool.lend(lent, now);
      }
    }
  }

  /** Ends the wait for a connection. */
  private static final class Waiting implements BiConsumer<Object, Throwable> {
    private final ConnectionPool pool;
    private final long since;

    Waiting(ConnectionPool pool, long since) {
      this.pool = pool;
      this.since = since;
    }

    @Override
    public void accept(@Nullable Object connection, @Nullable Throwable failure) {
      pool.leaveQueue();
      if (failure == null) {
        long now = System.nanoTime();
        pool.series().waited(now - since);
        // Who asked has heard of it before. One that was lent before was lent then, and may be
        // back.
        if (connection != null && Loan.of(connection) == null) {
          pool.lend(connection, now);
        }
      } else if (failure instanceof CancellationException) {
        pool.series().timedOut();
      }
    }
  }

  /** A command is about to be sent by a connection, which is lent to it. */
  public static void sends(Object connection) {
    Loan loan = Loan.of(connection);
    if (loan != null && !loan.isOn()) {
      loan.begin(System.nanoTime(), null);
    }
  }

  /** A client is shut down, and its pools. */
  public static void stopped(Object client) {
    ConnectionPools.removeOf(client);
  }

  /** How many connections are open that the pool of a client lends; -1 where nobody knows. */
  public static long open(@Nullable Object client) {
    Object carried = client == null ? null : Carried.get(client);
    return carried instanceof RedissonNode ? ((RedissonNode) carried).open.get() : -1;
  }
}
