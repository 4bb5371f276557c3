package dev.sonde.smoke.redis.redisson;

import dev.sonde.smoke.redis.OddServer;
import dev.sonde.smoke.redis.Steps;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RMap;
import org.redisson.api.RScript;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/** The newest Redisson. */
public final class RedissonSteps extends Steps {

  private static final int TIME_OUT = 200;
  private static final int MOST_SECONDS = 10;

  private final RedissonClient redisson;
  private final String host;
  private final int port;

  /** Connects. */
  public RedissonSteps(String host, int port, String nodes) {
    this.host = host;
    this.port = port;
    redisson = client(port, 0);
    RBucket<String> bucket = redisson.getBucket(KEY);
    step("set", () -> set(bucket));
    step("get", bucket::get);
    step("mget", () -> redisson.getBuckets().get(KEY, NONE));
    step("hash", this::hash);
    step("wrong type", () -> redisson.getList(KEY).add(VALUE));
    step("script", this::script);
    step("unknown script", this::unknownScript);
    step("blocking", this::blocking);
    step("database", this::database);
    step("future", () -> bucket.getAsync().get());
    step("callback", () -> callback(bucket));
    step("future that fails", () -> redisson.getList(KEY).addAsync(VALUE).get());
    step("cancelled", this::cancelled);
    step("pipeline", () -> batch(ExecutionMode.IN_MEMORY));
    step("pipeline that fails", this::batchThatFails);
    step("pipeline of one kind", this::batchOfOneKind);
    step("transaction", () -> batch(ExecutionMode.IN_MEMORY_ATOMIC));
    step("transaction as it is made", () -> batch(ExecutionMode.REDIS_WRITE_ATOMIC));
    step("lock", this::lock);
    step("messages", this::messages);
    step("cluster", () -> cluster(nodes));
    step("moved", () -> odd(OddServer.Way.MOVING));
    step("nobody listens", () -> client(NOBODYS_PORT, 0));
    step("time-out", () -> odd(OddServer.Way.SILENT));
    step("connection lost", () -> odd(OddServer.Way.DYING));
  }

  private RedissonClient client(int serverPort, int database) {
    Config config = config();
    SingleServerConfig server = config.useSingleServer();
    server.setAddress("redis://" + host + ':' + serverPort);
    server.setDatabase(database);
    server.setConnectionPoolSize(1);
    server.setConnectionMinimumIdleSize(1);
    server.setSubscriptionConnectionPoolSize(1);
    server.setSubscriptionConnectionMinimumIdleSize(1);
    if (serverPort != port) {
      server.setTimeout(TIME_OUT);
      server.setRetryAttempts(1);
    }
    return Redisson.create(config);
  }

  private static Config config() {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.setNettyThreads(2);
    config.setThreads(2);
    config.setUseScriptCache(false);
    return config;
  }

  private static void shutDown(RedissonClient client) {
    client.shutdown(0, 100, TimeUnit.MILLISECONDS);
  }

  private static Object set(RBucket<String> bucket) {
    bucket.set(VALUE);
    return "done";
  }

  private Object hash() {
    RMap<String, String> map = redisson.getMap("hunter2-hash");
    map.fastPut("hunter2-field", VALUE);
    map.get("hunter2-field");
    return map.readAllMap();
  }

  private Object script() {
    return redisson
        .getScript(StringCodec.INSTANCE)
        .eval(
            RScript.Mode.READ_WRITE,
            "return redis.call('GET', KEYS[1])",
            RScript.ReturnType.VALUE,
            Collections.<Object>singletonList(KEY));
  }

  private Object unknownScript() {
    return redisson
        .getScript(StringCodec.INSTANCE)
        .evalSha(RScript.Mode.READ_WRITE, NONE, RScript.ReturnType.VALUE);
  }

  private Object blocking() throws Exception {
    RBlockingQueue<String> queue = redisson.getBlockingQueue("hunter2-queue");
    queue.offer(VALUE);
    return queue.poll(1, TimeUnit.SECONDS);
  }

  private Object database() {
    RedissonClient other = client(port, 3);
    try {
      return other.getBucket(KEY).size();
    } finally {
      shutDown(other);
    }
  }

  private static Object callback(RBucket<String> bucket) throws Exception {
    return bucket
        .getAsync()
        .thenCompose(value -> bucket.sizeAsync())
        .toCompletableFuture()
        .get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * By a connection that nobody else waits for: whether Redisson frees it is a matter of chance.
   */
  private Object cancelled() throws Exception {
    RedissonClient other = client(port, 0);
    try {
      RFuture<String> taken = other.<String>getBlockingQueue(NONE).takeAsync();
      taken.cancel(true);
      return taken.get();
    } finally {
      shutDown(other);
    }
  }

  private Object batch(ExecutionMode mode) {
    RBatch batch = redisson.createBatch(BatchOptions.defaults().executionMode(mode));
    batch.getBucket(KEY).setAsync(VALUE);
    batch.getBucket(KEY).getAsync();
    return batch.execute().getResponses();
  }

  private Object batchThatFails() {
    RBatch batch = redisson.createBatch(BatchOptions.defaults());
    batch.getBucket(KEY).setAsync(VALUE);
    batch.getList(KEY).addAsync(VALUE);
    return batch.execute().getResponses();
  }

  private Object batchOfOneKind() {
    RBatch batch = redisson.createBatch(BatchOptions.defaults());
    batch.getBucket(KEY).sizeAsync();
    batch.getBucket(NONE).sizeAsync();
    return batch.execute().getResponses();
  }

  private Object lock() throws Exception {
    boolean locked = redisson.getLock("hunter2-lock").tryLock(1, 10, TimeUnit.SECONDS);
    redisson.getLock("hunter2-lock").unlock();
    return locked;
  }

  private Object messages() throws Exception {
    RTopic topic = redisson.getTopic("hunter2-channel");
    CountDownLatch received = new CountDownLatch(1);
    int listener = topic.addListener(String.class, (channel, message) -> received.countDown());
    topic.publish(VALUE);
    boolean inTime = received.await(MOST_SECONDS, TimeUnit.SECONDS);
    topic.removeListener(listener);
    return inTime;
  }

  private static Object cluster(String nodes) {
    Config config = config();
    for (String node : nodes.split(",", -1)) {
      config.useClusterServers().addNodeAddress("redis://" + node);
    }
    RedissonClient cluster = Redisson.create(config);
    try {
      cluster.getBucket(KEY).set(VALUE);
      return cluster.getBucket(KEY).get();
    } finally {
      shutDown(cluster);
    }
  }

  private Object odd(OddServer.Way way) throws Exception {
    try (OddServer server = new OddServer(way)) {
      RedissonClient client = client(server.port(), 0);
      try {
        return client.getBucket(KEY).get();
      } finally {
        shutDown(client);
      }
    }
  }
}
