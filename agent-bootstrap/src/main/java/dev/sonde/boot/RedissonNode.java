package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicInteger;

/** What is known of a client's object that leads to a database, and is kept with it. */
final class RedissonNode implements Kept {

  final RedisRecorder recorder;
  final RedisServer server;

  /** {@link RedisProbe#UNKNOWN_INDEX} where nobody knows which database. */
  final int index;

  final RedisDatabase database;

  /** How many connections of its pool are open. */
  final AtomicInteger open;

  RedissonNode(RedisRecorder recorder, RedisServer server, int index) {
    this(recorder, server, index, new AtomicInteger());
  }

  private RedissonNode(RedisRecorder recorder, RedisServer server, int index, AtomicInteger open) {
    this.recorder = recorder;
    this.server = server;
    this.index = index;
    this.database = recorder.database(server, index);
    this.open = open;
  }

  /** The same, of which is known now which database it leads to. */
  RedissonNode leadingTo(int newIndex) {
    return new RedissonNode(recorder, server, newIndex, open);
  }
}
