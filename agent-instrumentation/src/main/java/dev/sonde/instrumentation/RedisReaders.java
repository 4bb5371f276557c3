package dev.sonde.instrumentation;

import dev.sonde.boot.RedisProbe;
import dev.sonde.instrumentation.jedis.JedisReader;
import dev.sonde.instrumentation.lettuce.LettuceReader;
import dev.sonde.instrumentation.redisson.RedissonReader;

/** Who reads the objects of all clients of Redis. */
final class RedisReaders {

  private RedisReaders() {}

  static void install() {
    RedisProbe.installReader(redisson());
  }

  static void uninstall() {
    RedisProbe.installReader(null);
  }

  static RedissonReader redisson() {
    return new RedissonReader(new LettuceReader(new JedisReader()));
  }
}
