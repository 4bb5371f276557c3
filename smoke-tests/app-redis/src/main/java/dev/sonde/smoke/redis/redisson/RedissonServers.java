package dev.sonde.smoke.redis.redisson;

import dev.sonde.smoke.redis.Ledger;
import dev.sonde.smoke.redis.OddServer;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.SubscriptionMode;

/**
 * Servers that are reached otherwise than by a plain connection to one of them. Where they are it
 * is told by system properties.
 */
public final class RedissonServers implements Runnable {

  private static final String HOST = "127.0.0.1:";
  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";

  private final Ledger ledger;
  private final String nodes;
  private final String version;

  public RedissonServers(PrintStream out, String host, int port, String nodes, String version) {
    ledger = new Ledger(out);
    this.nodes = nodes;
    this.version = version;
  }

  @Override
  public void run() {
    try {
      tls();
      sentinel();
      cluster();
      triedAgain();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Config config() {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.setNettyThreads(2);
    config.setThreads(2);
    return config;
  }

  private static Config oneServer(String address) {
    Config config = config();
    config
        .useSingleServer()
        .setAddress(address)
        .setConnectionPoolSize(1)
        .setConnectionMinimumIdleSize(1);
    return config;
  }

  /** A new one does when it has connected to its server. */
  private void looksForScripts() {
    if (version.startsWith("4.")) {
      ledger.own("EVAL");
    }
  }

  private void tls() throws Exception {
    Config config = oneServer("rediss://" + HOST + Integer.getInteger("smoke.tls"));
    looksForScripts();
    ask(config);
  }

  private void sentinel() throws Exception {
    Config config = config();
    config
        .useSentinelServers()
        .addSentinelAddress("redis://" + HOST + Integer.getInteger("smoke.sentinel"))
        .setMasterName("shop")
        .setCheckSentinelsList(false)
        .setReadMode(ReadMode.MASTER)
        .setSubscriptionMode(SubscriptionMode.MASTER)
        .setMasterConnectionPoolSize(1)
        .setMasterConnectionMinimumIdleSize(1);
    looksForScripts();
    ask(config);
  }

  private void cluster() throws Exception {
    Config config = config();
    for (String node : nodes.split(",", -1)) {
      config.useClusterServers().addNodeAddress("redis://" + node);
    }
    config
        .useClusterServers()
        .setReadMode(ReadMode.MASTER)
        .setMasterConnectionPoolSize(1)
        .setMasterConnectionMinimumIdleSize(1);
    RedissonClient redisson = Redisson.create(config);
    try {
      ask(redisson);
      RBatch batch = redisson.createBatch();
      for (String key : new String[] {"a", "b", "c"}) {
        batch.getBucket(key).setAsync(VALUE); // Each is on another node.
        batch.getBucket(key).setAsync(VALUE);
      }
      ledger.span("PIPELINE SET", null);
      ledger.span("PIPELINE SET", null);
      ledger.span("PIPELINE SET", null);
      ledger.say(batch.execute().getResponses());
    } finally {
      shutDown(redisson);
    }
  }

  /** The server has no time for the transaction at first. */
  private void triedAgain() throws Exception {
    try (OddServer server = new OddServer(OddServer.Way.BUSY)) {
      Config config = oneServer("redis://" + HOST + server.port());
      looksForScripts();
      RedissonClient redisson = Redisson.create(config);
      try {
        RBatch batch =
            redisson.createBatch(
                BatchOptions.defaults().executionMode(ExecutionMode.IN_MEMORY_ATOMIC));
        batch.getBucket(KEY).setAsync(VALUE);
        batch.getBucket(KEY).setAsync(VALUE);
        try {
          ledger.say(batch.execute().getResponses());
          ledger.span("MULTI SET", null);
        } catch (RedisException e) {
          ledger.say(e.getClass());
          ledger.span("MULTI SET", "TRYAGAIN"); // Old ones don't understand what comes then.
        }
        ledger.say(server.transactions() + " transactions");
      } finally {
        shutDown(redisson);
      }
    }
  }

  private void ask(Config config) throws Exception {
    RedissonClient redisson = Redisson.create(config);
    try {
      ask(redisson);
    } finally {
      shutDown(redisson);
    }
  }

  private void ask(RedissonClient redisson) throws Exception {
    ledger.ask(
        "SET",
        () -> {
          redisson.getBucket(KEY).set(VALUE);
          return "done";
        });
    ledger.found("GET", 1, 0);
    ledger.ask("GET", redisson.getBucket(KEY)::get);
    ledger.askFailing("RPUSH", "WRONGTYPE", () -> redisson.getList(KEY).add(VALUE));
  }

  private static void shutDown(RedissonClient redisson) {
    redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
  }
}
