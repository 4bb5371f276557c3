package dev.sonde.smoke.redis.jedis;

import dev.sonde.smoke.redis.OddServer;
import dev.sonde.smoke.redis.Steps;
import java.nio.charset.StandardCharsets;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Transaction;

/** The newest Jedis. */
public final class JedisSteps extends Steps {

  private static final int TIME_OUT = 300;

  private final Jedis jedis;
  private final String host;
  private final int port;

  /** Connects. */
  public JedisSteps(String host, int port, String nodes) {
    this.host = host;
    this.port = port;
    jedis = new Jedis(host, port);
    step("set", () -> jedis.set(KEY, VALUE));
    step("get", () -> jedis.get(KEY));
    step("mget", () -> jedis.mget(KEY, NONE));
    step("hash", this::hash);
    step("wrong type", () -> jedis.lpush(KEY, VALUE));
    step("script", () -> jedis.eval("return redis.call('GET', KEYS[1])", 1, KEY));
    step("unknown script", () -> jedis.evalsha(NONE));
    step("module", () -> jedis.sendCommand(() -> bytes("MODULE.NONE"), VALUE));
    step("blocking", this::blocking);
    step("database", this::database);
    step("pipeline", this::pipeline);
    step("pipeline that fails", this::pipelineThatFails);
    step("pipeline of one kind", this::pipelineOfOneKind);
    step("transaction", this::transaction);
    step("transaction that fails", this::transactionThatFails);
    step("discard", this::discard);
    step("messages", this::messages);
    step("connect", this::connect);
    step("pool", this::pool);
    step("client", this::client);
    step("cluster", () -> cluster(nodes));
    step("moved", this::moved);
    step("nobody listens", this::nobodyListens);
    step("time-out", () -> odd(OddServer.Way.SILENT));
    step("connection lost", () -> odd(OddServer.Way.DYING));
    step("no protocol", () -> odd(OddServer.Way.BABBLING));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Object hash() {
    jedis.hset("hunter2-hash", "hunter2-field", VALUE);
    jedis.hget("hunter2-hash", "hunter2-field");
    return jedis.hgetAll("hunter2-hash");
  }

  private Object blocking() {
    jedis.rpush("hunter2-list", VALUE);
    return jedis.blpop(1, "hunter2-list");
  }

  private Object database() {
    jedis.select(3);
    long length = jedis.strlen(KEY);
    jedis.select(0);
    return length;
  }

  private Object pipeline() {
    Pipeline pipeline = jedis.pipelined();
    pipeline.set(KEY, VALUE);
    pipeline.get(KEY);
    return pipeline.syncAndReturnAll();
  }

  private Object pipelineThatFails() {
    Pipeline pipeline = jedis.pipelined();
    pipeline.set(KEY, VALUE);
    pipeline.lpush(KEY, VALUE);
    return pipeline.syncAndReturnAll();
  }

  private Object pipelineOfOneKind() {
    Pipeline pipeline = jedis.pipelined();
    pipeline.strlen(KEY);
    pipeline.strlen(NONE);
    return pipeline.syncAndReturnAll();
  }

  private Object transaction() {
    Transaction transaction = jedis.multi();
    transaction.set(KEY, VALUE);
    transaction.get(KEY);
    return transaction.exec();
  }

  private Object transactionThatFails() {
    Transaction transaction = jedis.multi();
    transaction.set(KEY, VALUE);
    transaction.lpush(KEY, VALUE);
    return transaction.exec();
  }

  private Object discard() {
    Transaction transaction = jedis.multi();
    transaction.set(KEY, VALUE);
    return transaction.discard();
  }

  private Object messages() {
    try (Jedis other = new Jedis(host, port)) {
      String[] received = new String[1];
      other.subscribe(
          new JedisPubSub() {
            @Override
            public void onSubscribe(String channel, int count) {
              jedis.publish(channel, VALUE);
            }

            @Override
            public void onMessage(String channel, String message) {
              received[0] = message;
              unsubscribe();
            }
          },
          "hunter2-channel");
      return received[0];
    }
  }

  private Object connect() {
    try (Jedis other = new Jedis(host, port)) {
      return other.get(KEY);
    }
  }

  private Object pool() {
    try (JedisPool pool = new JedisPool(host, port);
        Jedis pooled = pool.getResource()) {
      return pooled.get(KEY);
    }
  }

  private Object client() {
    try (RedisClient client = RedisClient.create(host, port)) {
      client.set(KEY, VALUE);
      return client.get(KEY);
    }
  }

  private static Object cluster(String nodes) {
    HostAndPort node = HostAndPort.from(nodes.split(",")[0]);
    try (RedisClusterClient client = RedisClusterClient.create(node)) {
      client.set(KEY, VALUE);
      return client.get(KEY);
    }
  }

  private Object moved() throws Exception {
    try (OddServer server = new OddServer(OddServer.Way.MOVING);
        RedisClusterClient client =
            RedisClusterClient.create(new HostAndPort(host, server.port()))) {
      return client.get(KEY);
    }
  }

  private Object nobodyListens() {
    try (Jedis nobodys = new Jedis(host, NOBODYS_PORT)) {
      return nobodys.get(KEY);
    }
  }

  private Object odd(OddServer.Way way) throws Exception {
    try (OddServer server = new OddServer(way);
        Jedis odd = new Jedis(host, server.port(), TIME_OUT)) {
      return odd.get(KEY);
    }
  }
}
