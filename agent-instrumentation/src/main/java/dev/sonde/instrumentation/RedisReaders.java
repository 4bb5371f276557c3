package dev.sonde.instrumentation;

import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.instrumentation.jedis.JedisReader;
import dev.sonde.instrumentation.redisson.RedissonReader;
import org.jspecify.annotations.Nullable;

/** Who reads the objects of which client of Redis. */
final class RedisReaders implements RedisProbe.Reader {

  private final JedisReader jedis = new JedisReader();
  private final RedissonReader redisson = new RedissonReader();

  RedisReaders() {}

  @Override
  public RedisServer server(Object connection, @Nullable Object factory, @Nullable Object socket) {
    return RedissonReader.knows(connection)
        ? redisson.server(connection, factory, socket)
        : jedis.server(connection, factory, socket);
  }

  @Override
  public byte @Nullable [] argument(Object given, int place) {
    return given instanceof Object[] && !(given instanceof byte[][])
        ? redisson.argument(given, place)
        : jedis.argument(given, place);
  }

  @Override
  public int index(Object connections) {
    return RedissonReader.knows(connections)
        ? redisson.index(connections)
        : RedisProbe.UNKNOWN_INDEX;
  }

  @Override
  public @Nullable String error(Throwable thrown) {
    return RedissonReader.knows(thrown) ? redisson.error(thrown) : null;
  }
}
