package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What several commands that a client sends at once are, told one after the other. */
public final class RedissonBatch {

  private @Nullable RedisCommand first;
  private boolean differ;
  private boolean transaction;
  private int size;

  public RedissonBatch() {}

  /** One more command. What is there for the sake of the others is none of them. */
  public void add(RedisCommand command) {
    switch (command.role) {
      case MULTI:
      case EXEC:
        transaction = true;
        return;
      case ASKING:
      case CONNECTION:
        return;
      default:
        break;
    }
    if (command.name.equals("WAIT") || command.name.equals("WAITAOF")) {
      return;
    }
    size++;
    if (first == null) {
      first = command;
    } else if (first != command) {
      differ = true;
    }
  }

  /** They are executed together, or not at all. */
  public void isTransaction() {
    transaction = true;
  }

  /** What they are called. */
  RedisCommand command() {
    RedisCommand only = first;
    if (only == null || differ) {
      return transaction ? RedisCommand.MULTI : RedisCommand.PIPELINE;
    }
    if (transaction) {
      return only.queued();
    }
    return size == 1 ? only : only.pipelined();
  }

  /** How many they are; {@link RedisCall#NO_BATCH} for a command alone. */
  int size() {
    return size > 1 || transaction ? size : RedisCall.NO_BATCH;
  }
}
