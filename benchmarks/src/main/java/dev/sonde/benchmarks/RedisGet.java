package dev.sonde.benchmarks;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * A value by its key from a Redis on this machine: asked for, and waited for.
 *
 * <p>Arguments: the client, {@code jedis}, {@code lettuce} or {@code redisson}, and the server's
 * port; without a port the JVM has a {@link MemoryRedis}.
 */
public final class RedisGet extends Work {

  private static final String HOST = "127.0.0.1";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final String client;
  private final String port;
  private @Nullable Store store;
  private int found;

  private RedisGet(String client, String port) {
    this.client = client;
    this.port = port;
  }

  /** What each client is asked for. */
  private interface Store {
    @Nullable String get();
  }

  public static void main(String[] arguments) {
    new RedisGet(arguments[0], arguments.length > 1 ? arguments[1] : "").start();
  }

  @Override
  void begin() throws Exception {
    int known = port.isEmpty() ? MemoryRedis.start() : Integer.parseInt(port);
    store =
        switch (client) {
          case "jedis" -> jedis(known);
          case "lettuce" -> lettuce(known);
          case "redisson" -> redisson(known);
          default -> throw new IllegalArgumentException(client);
        };
  }

  private static Store jedis(int port) {
    // One connection: what a pool adds is another thing.
    redis.clients.jedis.Jedis jedis = new redis.clients.jedis.Jedis(HOST, port);
    jedis.set(KEY, VALUE);
    return () -> jedis.get(KEY);
  }

  private static Store lettuce(int port) {
    io.lettuce.core.RedisClient lettuce =
        io.lettuce.core.RedisClient.create("redis://" + HOST + ':' + port);
    lettuce.setOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
    RedisCommands<String, String> commands = lettuce.connect().sync();
    commands.set(KEY, VALUE);
    return () -> commands.get(KEY);
  }

  private static Store redisson(int port) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress("redis://" + HOST + ':' + port);
    RBucket<String> bucket = Redisson.create(config).getBucket(KEY);
    bucket.set(VALUE);
    return bucket::get;
  }

  @Override
  void once() {
    Store asked = store;
    if (asked == null) {
      throw new IllegalStateException("not begun");
    }
    found += VALUE.equals(asked.get()) ? 1 : 0;
  }

  @Override
  int successes() {
    return found;
  }
}
