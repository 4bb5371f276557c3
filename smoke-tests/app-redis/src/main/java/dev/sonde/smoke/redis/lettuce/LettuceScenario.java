package dev.sonde.smoke.redis.lettuce;

import dev.sonde.smoke.redis.OddServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.LettuceFutures;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * Everything that Lettuce can do to Redis, a little of each. It prints what an application sees,
 * and a ledger of what an observer has to report: {@code SPAN name|error}, {@code COUNT
 * name|number} of what is too much for spans, and {@code LOOKUP name|result|count}.
 */
public final class LettuceScenario implements Runnable {

  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";
  private static final String NONE = "hunter2-none";
  private static final String CONTROL = "hunter2\u0000\u001b[31m\r\n\u00e9";
  private static final Duration TIME_OUT = Duration.ofMillis(300);
  private static final int LARGE = 1 << 20;
  private static final int MANY = 10_000;
  private static final int MOST_SECONDS = 10;

  private final PrintStream out;
  private final String host;
  private final int port;
  private final String nodes;
  private final boolean many;

  /**
   * @param nodes of a cluster, if there is one
   * @param many whether this is about many commands at once
   */
  public LettuceScenario(PrintStream out, String host, int port, String nodes, boolean many) {
    this.out = out;
    this.host = host;
    this.port = port;
    this.nodes = nodes;
    this.many = many;
  }

  @Override
  public void run() {
    ClientResources resources = DefaultClientResources.create();
    try {
      if (many) {
        many(resources);
      } else {
        scenario(resources);
      }
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
    failing("GET", () -> connection.async().get(KEY).get());
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
    ask("FLUSHALL", redis::flushall);
    ask("SET", () -> redis.set(KEY, VALUE));
    ask("SET", () -> redis.set(CONTROL, CONTROL, SetArgs.Builder.ex(100)));
    found("GET", 1, 1);
    ask("GET", () -> redis.get(KEY));
    ask("GET", () -> redis.get(NONE));
    found("MGET", 1, 2);
    ask("MGET", () -> redis.mget(KEY, NONE, NONE));
    ask("HSET", () -> redis.hset("hunter2-hash", "hunter2-field", VALUE));
    found("HGET", 1, 1);
    ask("HGET", () -> redis.hget("hunter2-hash", "hunter2-field"));
    ask("HGET", () -> redis.hget("hunter2-hash", NONE));
    found("HMGET", 1, 1);
    ask("HMGET", () -> redis.hmget("hunter2-hash", "hunter2-field", NONE));
    found("HGETALL", 1, 1);
    ask("HGETALL", () -> redis.hgetall("hunter2-hash"));
    ask("HGETALL", () -> redis.hgetall(NONE));
    found("HEXISTS", 0, 1);
    ask("HEXISTS", () -> redis.hexists("hunter2-hash", NONE));
    found("EXISTS", 1, 1);
    ask("EXISTS", () -> redis.exists(KEY, NONE));
    askFailing("LPUSH", "WRONGTYPE", () -> redis.lpush(KEY, VALUE));
    ask("EVAL", () -> redis.eval("return 1", ScriptOutputType.INTEGER, KEY));
    askFailing("EVALSHA", "NOSCRIPT", () -> redis.evalsha(NONE, ScriptOutputType.INTEGER));
    ask("RPUSH", () -> redis.rpush("hunter2-list", VALUE));
    ask("BLPOP", () -> redis.blpop(1, "hunter2-list"));
    ask("SELECT", () -> redis.select(3));
    ask("STRLEN", () -> redis.strlen(KEY));
    askFailing("SELECT", "ERR", () -> redis.select(99));
    ask("STRLEN", () -> redis.strlen(KEY));
    ask("SELECT", () -> redis.select(0));
  }

  /** What a callback does belongs to whoever asked for what it is called for. */
  private void futures(StatefulRedisConnection<String, String> connection) throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    found("GET", 1, 0);
    span("GET", null);
    span("APPEND", null);
    span("STRLEN", null);
    out.println(
        redis
            .get(KEY)
            .thenCompose(value -> redis.append(NONE, value))
            .thenCompose(length -> redis.strlen(NONE))
            .toCompletableFuture()
            .get(MOST_SECONDS, TimeUnit.SECONDS));
    span("LPUSH", "WRONGTYPE");
    span("STRLEN", null);
    out.println(
        redis
            .lpush(KEY, VALUE)
            .handle((length, thrown) -> redis.strlen(KEY))
            .toCompletableFuture()
            .get(MOST_SECONDS, TimeUnit.SECONDS)
            .get());
    ask("DEL", () -> connection.sync().del(NONE));
  }

  private void signals(RedisReactiveCommands<String, String> redis) throws Exception {
    found("GET", 1, 1);
    span("GET", null);
    span("APPEND", null);
    span("GET", null);
    out.println(
        redis
            .get(KEY)
            .flatMap(value -> redis.append("hunter2-other", value))
            .flatMap(length -> redis.get(NONE))
            .block(Duration.ofSeconds(MOST_SECONDS)));
    span("MSET", null);
    span("MGET", null);
    span("STRLEN", null);
    span("STRLEN", null);
    out.println(
        redis
            .mset(Collections.singletonMap("hunter2-set", VALUE))
            .thenMany(redis.mget(KEY, "hunter2-set"))
            .flatMap(value -> redis.strlen(KEY))
            .collectList()
            .block(Duration.ofSeconds(MOST_SECONDS)));
    askFailing("LPUSH", "WRONGTYPE", () -> redis.lpush(KEY, VALUE).block());
  }

  private void transactions(StatefulRedisConnection<String, String> connection, RedisClient client)
      throws Exception {
    RedisCommands<String, String> redis = connection.sync();
    span("MULTI", null);
    redis.multi();
    redis.set(KEY, VALUE);
    redis.get(KEY);
    out.println(size(redis.exec()));
    span("MULTI INCR", null);
    redis.multi();
    redis.incr("hunter2-count");
    redis.incr("hunter2-count");
    out.println(size(redis.exec()));
    span("MULTI", "WRONGTYPE");
    redis.multi();
    redis.set(KEY, VALUE);
    redis.lpush(KEY, VALUE);
    out.println(size(redis.exec()));
    span("DISCARD", null);
    redis.multi();
    redis.set(KEY, VALUE);
    out.println(redis.discard());
    ask("WATCH", () -> redis.watch(KEY));
    try (StatefulRedisConnection<String, String> other = client.connect()) {
      ask("SET", () -> other.sync().set(KEY, VALUE));
    }
    span("MULTI GET", null);
    redis.multi();
    redis.get(KEY);
    out.println(size(redis.exec()));
    RedisAsyncCommands<String, String> futures = connection.async();
    span("MULTI", null);
    futures.multi();
    RedisFuture<String> set = futures.set(KEY, VALUE);
    RedisFuture<String> got = futures.get(KEY);
    out.println(size(futures.exec().get(MOST_SECONDS, TimeUnit.SECONDS)));
    out.println(set.get() + got.get());
  }

  private static String size(TransactionResult result) {
    return result.size() + " results";
  }

  private void batches(StatefulRedisConnection<String, String> connection) throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    connection.setAutoFlushCommands(false);
    found("GET", 1, 1);
    span("SET", null);
    span("GET", null);
    span("GET", null);
    span("LPUSH", "WRONGTYPE");
    RedisFuture<?>[] all = {
      redis.set(KEY, VALUE), redis.get(KEY), redis.get(NONE), redis.lpush(KEY, VALUE)
    };
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    for (RedisFuture<?> each : all) {
      out.println(seen(() -> each.get(MOST_SECONDS, TimeUnit.SECONDS)));
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
      span("SUBSCRIBE", null);
      connection.sync().subscribe("hunter2-channel");
      ask("PUBLISH", () -> publisher.publish("hunter2-channel", VALUE));
      out.println(messages.poll(MOST_SECONDS, TimeUnit.SECONDS));
      span("UNSUBSCRIBE", null);
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
          found("GET", 1, 0);
          ask("GET", () -> connection.sync().get(KEY));
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
      ask("SET", () -> connection.sync().set(KEY, large));
      span("GET", null);
      found("GET", 1, 0);
      out.println(large.equals(connection.sync().get(KEY)));
      failing("SET", () -> connection.async().set(KEY, CountingCodec.IMPOSSIBLE).get());
    }
    ask("DEL", () -> redis.del(KEY));
    out.println(codec);
  }

  /** The server closes the connection, and the client opens another one. */
  private void again(RedisCommands<String, String> redis) throws Exception {
    redis.quit();
    ask("STRLEN", () -> redis.strlen(KEY));
  }

  /** A client that is closed while the server takes its time. */
  private void closing(RedisClient client) throws Exception {
    StatefulRedisConnection<String, String> connection = client.connect();
    RedisFuture<?> future = connection.async().blpop(MOST_SECONDS, NONE);
    RedisFuture<?> next = connection.async().get(KEY);
    connection.close();
    failing("BLPOP", future::get);
    failing("GET", next::get);
    StatefulRedisConnection<String, String> left = client.connect();
    left.sync().multi();
    left.close();
    RedisFuture<?> cancelled = client.connect().async().blpop(MOST_SECONDS, NONE);
    cancelled.cancel(true);
    failing("BLPOP", cancelled::get);
  }

  private void oddServers(ClientResources resources) throws Exception {
    RedisClient nobodys = client(resources, 1);
    out.println(seen(nobodys::connect));
    nobodys.shutdown(0, 0, TimeUnit.MILLISECONDS);
    for (OddServer.Way way :
        new OddServer.Way[] {OddServer.Way.SILENT, OddServer.Way.DYING, OddServer.Way.BABBLING}) {
      try (OddServer server = new OddServer(way)) {
        RedisClient client = client(resources, server.port());
        client.setOptions(ClientOptions.builder().autoReconnect(false).build());
        StatefulRedisConnection<String, String> connection = client.connect();
        if (way != OddServer.Way.BABBLING) {
          connection.setTimeout(TIME_OUT);
          failing("GET", () -> connection.sync().get(KEY));
        } else {
          failing("GET", () -> connection.async().get(KEY).get(MOST_SECONDS, TimeUnit.SECONDS));
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
      ask("SET", () -> redis.set(key, VALUE));
    }
    found("GET", 1, 0);
    ask("GET", () -> redis.get(KEY + 1));
    span("MGET", null);
    found("MGET", 2, 0);
    ask("MGET", () -> redis.mget(KEY + 1, KEY + 2));
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
    target.clusterSetSlotImporting(slot, here);
    source.clusterSetSlotMigrating(slot, there);
    try {
      found("GET", 0, 1);
      ask("GET", () -> connection.sync().get(NONE));
      target.clusterSetSlotNode(slot, there);
      source.clusterSetSlotNode(slot, there);
      found("GET", 0, 1);
      ask("GET", () -> connection.sync().get(NONE));
    } finally {
      source.clusterSetSlotImporting(slot, there);
      source.clusterSetSlotNode(slot, here);
      target.clusterSetSlotNode(slot, here);
    }
  }

  private void many(ClientResources resources) throws Exception {
    RedisClient client = client(resources, port);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.setAutoFlushCommands(false);
      RedisFuture<?>[] all = new RedisFuture<?>[MANY];
      for (int i = 0; i < MANY; i++) {
        all[i] = connection.async().incr("hunter2-many");
      }
      connection.flushCommands();
      out.println("COUNT INCR|" + MANY);
      out.println(LettuceFutures.awaitAll(Duration.ofSeconds(MOST_SECONDS), all));
    }
    client.shutdown(0, 0, TimeUnit.MILLISECONDS);
  }

  private void found(String command, int hits, int misses) {
    out.println("LOOKUP " + command + "|hit|" + hits);
    out.println("LOOKUP " + command + "|miss|" + misses);
  }

  private void span(String name, String error) {
    out.println("SPAN " + name + '|' + error);
  }

  private void ask(String span, Callable<?> call) throws Exception {
    span(span, null);
    out.println(String.valueOf(call.call()).replace('\n', ' '));
  }

  /** The error is one that the server tells. */
  private void askFailing(String span, String error, Callable<?> call) {
    span(span, error);
    out.println(seen(call));
  }

  /** The error is the client's own, which differs from version to version. */
  private void failing(String span, Callable<?> call) {
    Throwable thrown = thrown(call);
    span(span, thrown == null ? null : thrown.getClass().getName());
    out.println(text(thrown));
  }

  private static Throwable thrown(Callable<?> call) {
    try {
      call.call();
      return null;
    } catch (ExecutionException | CompletionException e) {
      return e.getCause();
    } catch (Exception e) {
      return e;
    }
  }

  private static String seen(Callable<?> call) {
    try {
      return String.valueOf(call.call());
    } catch (Exception e) {
      return text(e);
    }
  }

  private static String text(Throwable thrown) {
    if (thrown == null) {
      return "nothing";
    }
    String message = String.valueOf(thrown.getMessage()).replaceAll("[0-9]{4,5}", "#");
    String cause = thrown.getCause() == null ? "" : " by " + text(thrown.getCause());
    return thrown.getClass().getName() + ": " + message.replace('\n', ' ') + cause;
  }
}
