package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to a node, as the client's object of it carries it: one that is opened once
 * more has another one.
 */
final class RedissonLink implements Lendable {

  private static final AtomicIntegerFieldUpdater<RedissonLink> OPEN =
      AtomicIntegerFieldUpdater.newUpdater(RedissonLink.class, "open");

  private final RedissonNode node;
  private final RedisDatabase countedFor;
  private final boolean pooled;
  private volatile int open = 1;
  private @Nullable Loan loan;

  /**
   * @param pooled whether the node's pool lends it
   */
  RedissonLink(RedissonNode node, boolean pooled) {
    this.node = node;
    this.countedFor = node.database;
    this.pooled = pooled;
    node.recorder.opened(countedFor);
    if (pooled) {
      node.open.incrementAndGet();
    }
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOpenFor(RedisRecorder recorder) {
    return open != 0 && node.recorder == recorder;
  }

  /** Takes the place of one that was closed. */
  void replaces(RedissonLink closed) {
    node.recorder.reconnected(countedFor);
    loan = closed.loan;
  }

  /** Is closed, which may be told more than once. */
  void close() {
    if (OPEN.compareAndSet(this, 1, 0)) {
      node.recorder.closed(countedFor);
      if (pooled) {
        node.open.decrementAndGet();
      }
    }
  }

  @Override
  public @Nullable Loan loan() {
    return loan;
  }

  @Override
  public void lendBy(@Nullable Loan newLoan) {
    loan = newLoan;
  }
}
