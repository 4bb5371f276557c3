package dev.sonde.smoke.redis.lettuce;

import dev.sonde.smoke.redis.OddServer;
import dev.sonde.smoke.redis.Steps;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The newest Lettuce. */
public final class LettuceSteps extends Steps {

  private static final Duration TIME_OUT = Duration.ofMillis(300);
  private static final int MOST_SECONDS = 10;

  private final RedisURI uri;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  /** Connects. */
  public LettuceSteps(String host, int port, String nodes) {
    uri = RedisURI.create(host, port);
    client = RedisClient.create(uri);
    connection = client.connect();
    RedisCommands<String, String> redis = connection.sync();
    RedisReactiveCommands<String, String> signals = connection.reactive();
    step("set", () -> redis.set(KEY, VALUE));
    step("get", () -> redis.get(KEY));
    step("mget", () -> redis.mget(KEY, NONE));
    step("hash", () -> hash(redis));
    step("wrong type", () -> redis.lpush(KEY, VALUE));
    step(
        "script",
        () ->
            redis
                .eval("return redis.call('GET', KEYS[1])", ScriptOutputType.VALUE, KEY)
                .toString());
    step("unknown script", () -> redis.evalsha(NONE, ScriptOutputType.VALUE));
    step("module", () -> module(redis));
    step("blocking", () -> blocking(redis));
    step("database", () -> database(redis));
    step("future", () -> connection.async().get(KEY).get());
    step("callback", this::callback);
    step("future that fails", () -> connection.async().lpush(KEY, VALUE).get());
    step("cancelled", this::cancelled);
    step("signal", () -> signals.get(KEY).block());
    step("signals", () -> signals.get(KEY).flatMap(value -> signals.strlen(KEY)).block());
    step("signal of an error", () -> signals.lpush(KEY, VALUE).block());
    step("without flushing", this::withoutFlushing);
    step("transaction", () -> transaction(redis));
    step("transaction that fails", () -> transactionThatFails(redis));
    step("discard", () -> discard(redis));
    step("messages", () -> messages(redis));
    step("connect", this::connect);
    step("cluster", () -> cluster(RedisURI.create("redis://" + nodes.split(",")[0])));
    step("nobody listens", () -> RedisClient.create(RedisURI.create(host, NOBODYS_PORT)).connect());
    step("time-out", () -> odd(OddServer.Way.SILENT));
    step("connection lost", () -> odd(OddServer.Way.DYING));
    step("no protocol", () -> odd(OddServer.Way.BABBLING));
    step("closed", this::closed);
  }

  private static Object hash(RedisCommands<String, String> redis) {
    redis.hset("hunter2-hash", "hunter2-field", VALUE);
    redis.hget("hunter2-hash", "hunter2-field");
    return redis.hgetall("hunter2-hash");
  }

  private static Object module(RedisCommands<String, String> redis) {
    StringCodec codec = StringCodec.UTF8;
    return redis.dispatch(
        new ModuleCommand("MODULE.NONE"),
        new StatusOutput<>(codec),
        new CommandArgs<>(codec).addKey(KEY));
  }

  private static Object blocking(RedisCommands<String, String> redis) {
    redis.rpush("hunter2-list", VALUE);
    return redis.blpop(1, "hunter2-list");
  }

  private static Object database(RedisCommands<String, String> redis) {
    redis.select(3);
    long length = redis.strlen(KEY);
    redis.select(0);
    return length;
  }

  private Object callback() throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    return redis
        .get(KEY)
        .thenCompose(value -> redis.strlen(KEY))
        .toCompletableFuture()
        .get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  private Object cancelled() throws Exception {
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      RedisFuture<?> future = other.async().blpop(MOST_SECONDS, NONE);
      future.cancel(true);
      return future.get();
    }
  }

  private Object withoutFlushing() throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    connection.setAutoFlushCommands(false);
    RedisFuture<?> set = redis.set(KEY, VALUE);
    RedisFuture<?> get = redis.get(KEY);
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    return set.get() + " " + get.get();
  }

  private static Object transaction(RedisCommands<String, String> redis) {
    redis.multi();
    redis.set(KEY, VALUE);
    redis.get(KEY);
    return redis.exec().size();
  }

  private static Object transactionThatFails(RedisCommands<String, String> redis) {
    redis.multi();
    redis.set(KEY, VALUE);
    redis.lpush(KEY, VALUE);
    return redis.exec().size();
  }

  private static Object discard(RedisCommands<String, String> redis) {
    redis.multi();
    redis.set(KEY, VALUE);
    return redis.discard();
  }

  private Object messages(RedisCommands<String, String> publisher) throws Exception {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    try (StatefulRedisPubSubConnection<String, String> subscriber = client.connectPubSub()) {
      subscriber.addListener(
          new RedisPubSubAdapter<String, String>() {
            @Override
            public void message(String channel, String message) {
              messages.add(message);
            }
          });
      subscriber.sync().subscribe("hunter2-channel");
      publisher.publish("hunter2-channel", VALUE);
      String message = messages.poll(MOST_SECONDS, TimeUnit.SECONDS);
      subscriber.sync().unsubscribe("hunter2-channel");
      return message;
    }
  }

  private Object connect() {
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      return other.sync().get(KEY);
    }
  }

  private static Object cluster(RedisURI node) {
    RedisClusterClient cluster = RedisClusterClient.create(node);
    try (StatefulRedisClusterConnection<String, String> nodes = cluster.connect()) {
      nodes.sync().set(KEY, VALUE);
      return nodes.sync().get(KEY);
    } finally {
      cluster.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private Object odd(OddServer.Way way) throws Exception {
    try (OddServer server = new OddServer(way)) {
      RedisClient other = RedisClient.create(RedisURI.create(uri.getHost(), server.port()));
      other.setOptions(ClientOptions.builder().autoReconnect(false).build());
      try (StatefulRedisConnection<String, String> odd = other.connect()) {
        if (way == OddServer.Way.BABBLING) {
          return odd.async().get(KEY).get(MOST_SECONDS, TimeUnit.SECONDS);
        }
        odd.setTimeout(TIME_OUT);
        return odd.sync().get(KEY);
      } finally {
        other.shutdown(0, 0, TimeUnit.MILLISECONDS);
      }
    }
  }

  private Object closed() {
    StatefulRedisConnection<String, String> other = client.connect();
    other.close();
    return other.sync().get(KEY);
  }
}
