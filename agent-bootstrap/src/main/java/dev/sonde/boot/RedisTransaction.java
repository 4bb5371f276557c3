package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A transaction on a connection that is shared: one operation from the sending of {@code MULTI} to
 * the reply of {@code EXEC} or {@code DISCARD}. The commands between are in it, and none by
 * themselves.
 */
final class RedisTransaction implements Kept {

  final RedisCall call;

  private int counted;

  /** The one that they all are, or null. */
  private @Nullable RedisCommand common;

  private @Nullable Throwable firstFailure;
  private @Nullable String firstError;
  private boolean failed;

  RedisTransaction(RedisCall call) {
    this.call = call;
  }

  /** A command of it, as the command carries it. */
  static final class Part implements Kept {
    final RedisTransaction transaction;
    final RedisCommand command;
    private volatile boolean over;

    Part(RedisTransaction transaction, RedisCommand command) {
      this.transaction = transaction;
      this.command = command;
    }

    /** Has its reply, or failed. The first call counts. */
    void ended(@Nullable Throwable thrown, @Nullable String error) {
      if (!over) {
        over = true;
        transaction.ended(command, thrown, error);
      }
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

  private void ended(RedisCommand command, @Nullable Throwable thrown, @Nullable String error) {
    boolean over = command.role.isEnd();
    RedisCommand all = command;
    int size;
    synchronized (this) {
      if (!failed && (thrown != null || error != null)) {
        failed = true;
        firstFailure = thrown;
        firstError = error;
        over |= command.role == RedisRole.MULTI;
      }
      size = counted;
      if (command.role == RedisRole.EXEC) {
        RedisCommand one = common;
        all = one == null ? RedisCommand.MULTI : one.queued();
      }
    }
    if (over) {
      call.turnInto(all, size);
      if (call.end(firstFailure, firstError)) {
        call.recordShared(Current.cell());
      }
    }
  }
}
