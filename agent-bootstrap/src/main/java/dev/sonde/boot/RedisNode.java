package dev.sonde.boot;

/** What is known of a client's object that leads to a database, and is kept with it. */
final class RedisNode implements Kept {

  final RedisRecorder recorder;
  final RedisServer server;

  /** {@link RedisProbe#UNKNOWN_INDEX} where nobody knows which database. */
  final int index;

  final RedisDatabase database;

  RedisNode(RedisRecorder recorder, RedisServer server, int index) {
    this.recorder = recorder;
    this.server = server;
    this.index = index;
    this.database = recorder.database(server, index);
  }
}
