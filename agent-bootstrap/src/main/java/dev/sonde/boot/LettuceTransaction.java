package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A transaction on a connection that is shared: one operation from the sending of {@code MULTI} to
 * the reply of {@code EXEC} or {@code DISCARD}. The commands between are in it, and none by
 * themselves.
 */
final class LettuceTransaction extends LettuceCall implements Lendable {

  private int counted;
  private int size = NO_BATCH;

  /** The one that they all are, or null. */
  private @Nullable RedisCommand common;

  private @Nullable Throwable firstFailure;
  private @Nullable String firstError;
  private boolean failed;
  private @Nullable Loan loan;

  LettuceTransaction() {}

  @Override
  public @Nullable Loan loan() {
    return loan;
  }

  @Override
  public void lendBy(@Nullable Loan newLoan) {
    loan = newLoan;
  }

  /** A command of it, as the command carries it. */
  static final class Part implements Kept {
    final LettuceTransaction transaction;
    final RedisCommand command;

    Part(LettuceTransaction transaction, RedisCommand command) {
      this.transaction = transaction;
      this.command = command;
    }
  }

  /** The command that begins or ends it. */
  Part frame(RedisCommand command) {
    return new Part(this, command);
  }

  /** A command in it. */
  synchronized Part queue(RedisCommand command) {
    common = counted == 0 || command == common ? command : null;
    counted++;
    return new Part(this, command);
  }

  /** A part has its reply, or failed. */
  void ended(
      RedisCommand command, @Nullable Throwable thrown, @Nullable String error, Current thread) {
    boolean over = command.role.isEnd();
    RedisCommand all = command;
    synchronized (this) {
      if (!failed && (thrown != null || error != null)) {
        failed = true;
        firstFailure = thrown;
        firstError = error;
        over |= command.role == RedisRole.MULTI;
      }
      if (command.role == RedisRole.EXEC) {
        RedisCommand one = common;
        all = one == null ? RedisCommand.MULTI : one.queued();
      }
    }
    if (over && end()) {
      become(all);
      size = counted;
      record(System.nanoTime(), firstFailure, firstError, thread);
    }
  }

  @Override
  public int batchSize() {
    return size;
  }
}
