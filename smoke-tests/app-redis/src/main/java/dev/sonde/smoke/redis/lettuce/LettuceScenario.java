package dev.sonde.smoke.redis.lettuce;

import dev.sonde.smoke.redis.Ledger;
import dev.sonde.smoke.redis.OddServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.support.ConnectionPoolSupport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** Everything that Lettuce can do to Redis, a little of each. */
public final class LettuceScenario implements Runnable {

  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";
  private static final String NONE = "hunter2-none";
  private static final String CONTROL = "hunter2\u0000\u001b[31m\r\n\u00e9";
  private static final Duration TIME_OUT = Duration.ofMillis(300);
  private static final int LARGE = 1 << 20;
  private static final int MOST_SECONDS = 10;

  private final Ledger ledger;
  private final String host;
  private final int port;
  private final String nodes;

  public LettuceScenario(PrintStream out, String host, int port, String nodes, String version) {
    ledger = new Ledger(out);
    this.host = host;
    this.port = port;
    // Older ones do not understand what a Redis of today says of its cluster.
    this.nodes = version.startsWith("5.0.") ? "" : nodes;
  }

  @Override
  public void run() {
    ClientResources resources = DefaultClientResources.create();
    try {
      scenario(resources);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      resources.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private void scenario(ClientResources resources) throws Exception {
    RedisClient client = client(resources, port);
    StatefulRedisConnection<String, String> connection = client.connect();
    commands(connection.sync());
    futures(connection);
    signals(connection.reactive());
    transactions(connection, client);
    batches(connection);
    messages(client, connection.sync());
    pool(client);
    codec(client, connection.sync());
    again(connection.sync());
    connection.close();
    ledger.askFailing("GET", () -> connection.async().get(KEY).get());
    closing(client);
    client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    oddServers(resources);
    if (!nodes.isEmpty()) {
      cluster(resources);
    }
  }

  private RedisClient client(ClientResources resources, int serverPort) {
    RedisURI uri = RedisURI.create(host, serverPort);
    uri.setTimeout(Duration.ofSeconds(MOST_SECONDS));
    return RedisClient.create(resources, uri);
  }

  private void commands(RedisCommands<String, String> redis) throws Exception {
    ledger.ask("FLUSHALL", redis::flushall);
    ledger.ask("SET", () -> redis.set(KEY, VALUE));
    ledger.ask("SET", () -> redis.set(CONTROL, CONTROL, SetArgs.Builder.ex(100)));
    ledger.found("GET", 1, 1);
    ledger.ask("GET", () -> redis.get(KEY));
    ledger.ask("GET", () -> redis.get(NONE));
    ledger.found("MGET", 1, 2);
    ledger.ask("MGET", () -> redis.mget(KEY, NONE, NONE));
    ledger.ask("HSET", () -> redis.hset("hunter2-hash", "hunter2-field", VALUE));
    ledger.found("HGET", 1, 1);
    ledger.ask("HGET", () -> redis.hget("hunter2-hash", "hunter2-field"));
    ledger.ask("HGET", () -> redis.hget("hunter2-hash", NONE));
    ledger.found("HMGET", 1, 1);
    ledger.ask("HMGET", () -> redis.hmget("hunter2-hash", "hunter2-field", NONE));
    ledger.found("HGETALL", 1, 1);
    ledger.ask("HGETALL", () -> redis.hgetall("hunter2-hash"));
    ledger.ask("HGETALL", () -> redis.hgetall(NONE));
    ledger.found("HEXISTS", 0, 1);
    ledger.ask("HEXISTS", () -> redis.hexists("hunter2-hash", NONE));
    ledger.found("EXISTS", 1, 1);
    ledger.ask("EXISTS", () -> redis.exists(KEY, NONE));
    ledger.askFailing("LPUSH", "WRONGTYPE", () -> redis.lpush(KEY, VALUE));
    ledger.ask("EVAL", () -> redis.eval("return 1", ScriptOutputType.INTEGER, KEY));
    ledger.askFailing("EVALSHA", "NOSCRIPT", () -> redis.evalsha(NONE, ScriptOutputType.INTEGER));
    ledger.ask("RPUSH", () -> redis.rpush("hunter2-list", VALUE));
    ledger.ask("BLPOP", () -> redis.blpop(1, "hunter2-list"));
    ledger.ask("SELECT", () -> redis.select(3));
    ledger.ask("STRLEN", () -> redis.strlen(KEY));
    ledger.askFailing("SELECT", "ERR", () -> redis.select(99));
    ledger.ask("STRLEN", () -> redis.strlen(KEY));
    ledger.ask("SELECT", () -> redis.select(0));
  }

  /** What a callback does belongs to whoever asked for what it is called for. */
  private void futures(StatefulRedisConnection<String, String> connection) throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    ledger.found("GET", 1, 0);
    ledger.span("GET", null);
    ledger.span("APPEND", null);
    ledger.span("STRLEN", null);
    ledger.say(
        redis
            .get(KEY)
            .thenCompose(value -> redis.append(NONE, value))
            .thenCompose(length -> redis.strlen(NONE))
            .toCompletableFuture()
            .get(MOST_SECONDS, TimeUnit.SECONDS));
    ledger.span("LPUSH", "WRONGTYPE");
    ledger.span("STRLEN", null);
    ledger.say(
        redis
            .lpush(KEY, VALUE)
            .handle((length, thrown) -> redis.strlen(KEY))
            .toCompletableFuture()
            .get(MOST_SECONDS, TimeUnit.SECONDS)
            .get());
    ledger.ask("DEL", () -> connection.sync().del(NONE));
  }

  private void signals(RedisReactiveCommands<String, String> redis) throws Exception {
    ledger.found("GET", 1, 1);
    ledger.span("GET", null);
    ledger.span("APPEND", null);
    ledger.span("GET", null);
    ledger.say(
        redis
            .get(KEY)
            .flatMap(value -> redis.append("hunter2-other", value))
            .flatMap(length -> redis.get(NONE))
            .block(Duration.ofSeconds(MOST_SECONDS)));
    ledger.span("MSET", null);
    ledger.span("MGET", null);
    ledger.span("STRLEN", null);
    ledger.span("STRLEN", null);
    ledger.say(
        redis
            .mset(Collections.singletonMap("hunter2-set", VALUE))
            .thenMany(redis.mget(KEY, "hunter2-set"))
            .flatMap(value -> redis.strlen(KEY))
            .collectList()
            .block(Duration.ofSeconds(MOST_SECONDS)));
    ledger.askFailing("LPUSH", "WRONGTYPE", () -> redis.lpush(KEY, VALUE).block());
  }

  private void transactions(StatefulRedisConnection<String, String> connection, RedisClient client)
      throws Exception {
    RedisCommands<String, String> redis = connection.sync();
    ledger.span("MULTI", null);
    redis.multi();
    redis.set(KEY, VALUE);
    redis.get(KEY);
    ledger.say(size(redis.exec()));
    ledger.span("MULTI INCR", null);
    redis.multi();
    redis.incr("hunter2-count");
    redis.incr("hunter2-count");
    ledger.say(size(redis.exec()));
    ledger.span("MULTI", "WRONGTYPE");
    redis.multi();
    redis.set(KEY, VALUE);
    redis.lpush(KEY, VALUE);
    ledger.say(size(redis.exec()));
    ledger.span("DISCARD", null);
    redis.multi();
    redis.set(KEY, VALUE);
    ledger.say(redis.discard());
    ledger.ask("WATCH", () -> redis.watch(KEY));
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      ledger.ask("SET", () -> other.sync().set(KEY, VALUE));
    }
    ledger.span("MULTI GET", null);
    redis.multi();
    redis.get(KEY);
    ledger.say(size(redis.exec()));
    RedisAsyncCommands<String, String> futures = connection.async();
    ledger.span("MULTI", null);
    futures.multi();
    RedisFuture<String> set = futures.set(KEY, VALUE);
    RedisFuture<String> got = futures.get(KEY);
    ledger.say(size(futures.exec().get(MOST_SECONDS, TimeUnit.SECONDS)));
    ledger.say(set.get() + got.get());
  }

  private static String size(TransactionResult result) {
    return result.size() + " results";
  }

  private void batches(StatefulRedisConnection<String, String> connection) throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    connection.setAutoFlushCommands(false);
    ledger.found("GET", 1, 1);
    ledger.span("SET", null);
    ledger.span("GET", null);
    ledger.span("GET", null);
    ledger.span("LPUSH", "WRONGTYPE");
    RedisFuture<?>[] all = {
      redis.set(KEY, VALUE), redis.get(KEY), redis.get(NONE), redis.lpush(KEY, VALUE)
    };
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    for (RedisFuture<?> each : all) {
      ledger.sayOutcome(() -> each.get(MOST_SECONDS, TimeUnit.SECONDS));
    }
  }

  private void messages(RedisClient client, RedisCommands<String, String> publisher)
      throws Exception {
    BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    try (StatefulRedisPubSubConnection<String, String> connection = client.connectPubSub()) {
      connection.addListener(
          new RedisPubSubAdapter<String, String>() {
            @Override
            public void message(String channel, String message) {
              messages.add(channel + ' ' + message);
            }
          });
      ledger.span("SUBSCRIBE", null);
      connection.sync().subscribe("hunter2-channel");
      ledger.ask("PUBLISH", () -> publisher.publish("hunter2-channel", VALUE));
      ledger.say(messages.poll(MOST_SECONDS, TimeUnit.SECONDS));
      ledger.span("UNSUBSCRIBE", null);
      connection.sync().unsubscribe("hunter2-channel");
    }
  }

  private void pool(RedisClient client) throws Exception {
    GenericObjectPoolConfig<StatefulRedisConnection<String, String>> config =
        new GenericObjectPoolConfig<>();
    config.setJmxEnabled(false);
    try (GenericObjectPool<StatefulRedisConnection<String, String>> pool =
        ConnectionPoolSupport.createGenericObjectPool(client::connect, config)) {
      for (int i = 0; i < 2; i++) {
        try (StatefulRedisConnection<String, String> connection = pool.borrowObject()) {
          ledger.found("GET", 1, 0);
          ledger.ask("GET", () -> connection.sync().get(KEY));
        }
      }
    }
  }

  /** Each argument is encoded by the client, and nobody else asks the codec for anything. */
  private void codec(RedisClient client, RedisCommands<String, String> redis) throws Exception {
    CountingCodec codec = new CountingCodec();
    char[] characters = new char[LARGE];
    Arrays.fill(characters, 'x');
    String large = new String(characters);
    try (StatefulRedisConnection<String, String> connection = client.connect(codec)) {
      ledger.ask("SET", () -> connection.sync().set(KEY, large));
      ledger.span("GET", null);
      ledger.found("GET", 1, 0);
      ledger.say(large.equals(connection.sync().get(KEY)));
      ledger.askFailing("SET", () -> connection.async().set(KEY, CountingCodec.IMPOSSIBLE).get());
    }
    ledger.ask("DEL", () -> redis.del(KEY));
    ledger.say(codec);
  }

  /** The server closes the connection, and the client opens another one. */
  private void again(RedisCommands<String, String> redis) throws Exception {
    ledger.ask("QUIT", redis::quit);
    ledger.ask("STRLEN", () -> redis.strlen(KEY));
  }

  /** A client that is closed while the server takes its time. */
  private void closing(RedisClient client) throws Exception {
    StatefulRedisConnection<String, String> connection = client.connect();
    RedisFuture<?> future = connection.async().blpop(MOST_SECONDS, NONE);
    RedisFuture<?> next = connection.async().get(KEY);
    connection.close();
    ledger.askFailing("BLPOP", future::get);
    ledger.askFailing("GET", next::get);
    StatefulRedisConnection<String, String> left = client.connect();
    left.sync().multi();
    left.close();
    RedisFuture<?> cancelled = client.connect().async().blpop(MOST_SECONDS, NONE);
    cancelled.cancel(true);
    ledger.askFailing("BLPOP", cancelled::get);
  }

  private void oddServers(ClientResources resources) throws Exception {
    RedisClient nobodys = client(resources, 1);
    ledger.sayOutcome(nobodys::connect);
    nobodys.shutdown(0, 0, TimeUnit.MILLISECONDS);
    for (OddServer.Way way :
        new OddServer.Way[] {OddServer.Way.SILENT, OddServer.Way.DYING, OddServer.Way.BABBLING}) {
      try (OddServer server = new OddServer(way)) {
        RedisClient client = client(resources, server.port());
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        StatefulRedisConnection<String, String> connection = client.connect();
        if (way != OddServer.Way.BABBLING) {
          connection.setTimeout(TIME_OUT);
          ledger.askFailing("GET", () -> connection.sync().get(KEY));
        } else {
          ledger.askFailing(
              "GET", () -> connection.async().get(KEY).get(MOST_SECONDS, TimeUnit.SECONDS));
        }
        connection.close();
        client.shutdown(0, 0, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void cluster(ClientResources resources) throws Exception {
    List<RedisURI> uris = new ArrayList<>();
    for (String node : nodes.split(",", -1)) {
      uris.add(RedisURI.create("redis://" + node));
    }
    RedisClusterClient client = RedisClusterClient.create(resources, uris);
    StatefulRedisClusterConnection<String, String> connection = client.connect();
    RedisAdvancedClusterCommands<String, String> redis = connection.sync();
    for (int i = 0; i < 6; i++) {
      String key = KEY + i;
      ledger.ask("SET", () -> redis.set(key, VALUE));
    }
    ledger.found("GET", 1, 0);
    ledger.ask("GET", () -> redis.get(KEY + 1));
    ledger.span("MGET", null);
    ledger.found("MGET", 2, 0);
    ledger.ask("MGET", () -> redis.mget(KEY + 1, KEY + 2));
    moved(connection);
    connection.close();
    client.shutdown(0, 0, TimeUnit.MILLISECONDS);
  }

  /** A slot without a key goes to another node and back, and the client is told when it asks. */
  private void moved(StatefulRedisClusterConnection<String, String> connection) throws Exception {
    int slot = SlotHash.getSlot(NONE);
    RedisClusterNode from = connection.getPartitions().getPartitionBySlot(slot);
    RedisClusterNode to = null;
    for (RedisClusterNode node : connection.getPartitions()) {
      to = node.getNodeId().equals(from.getNodeId()) ? to : node;
    }
    String here = from.getNodeId();
    String there = to.getNodeId();
    RedisCommands<String, String> source = connection.getConnection(here).sync();
    RedisCommands<String, String> target = connection.getConnection(there).sync();
    ledger.ask("CLUSTER", () -> target.clusterSetSlotImporting(slot, here));
    ledger.ask("CLUSTER", () -> source.clusterSetSlotMigrating(slot, there));
    try {
      ledger.found("GET", 0, 1);
      ledger.ask("GET", () -> connection.sync().get(NONE));
      ledger.ask("CLUSTER", () -> target.clusterSetSlotNode(slot, there));
      ledger.ask("CLUSTER", () -> source.clusterSetSlotNode(slot, there));
      ledger.found("GET", 0, 1);
      ledger.ask("GET", () -> connection.sync().get(NONE));
    } finally {
      ledger.ask("CLUSTER", () -> source.clusterSetSlotImporting(slot, there));
      ledger.ask("CLUSTER", () -> source.clusterSetSlotNode(slot, here));
      ledger.ask("CLUSTER", () -> target.clusterSetSlotNode(slot, here));
    }
  }
}
