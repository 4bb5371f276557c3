package dev.sonde.smoke.redis.lettuce;

import dev.sonde.smoke.redis.Ledger;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.lettuce.core.support.ConnectionPoolSupport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * Servers that are reached otherwise than by a plain connection to one of them. Where they are it
 * is told by system properties.
 */
public final class LettuceServers implements Runnable {

  private static final String HOST = "127.0.0.1";
  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";
  private static final int MOST_CONNECTIONS = 2;

  /** Pools that nobody closes, with what was borrowed. */
  private static final List<Object> HELD = new ArrayList<>();

  private final Ledger ledger;
  private final int port;
  private final String nodes;
  private final String version;

  public LettuceServers(PrintStream out, String host, int port, String nodes, String version) {
    ledger = new Ledger(out);
    this.port = port;
    this.nodes = nodes;
    this.version = version;
  }

  @Override
  public void run() {
    try {
      ask(RedisURI.Builder.redis(HOST, Integer.getInteger("smoke.tls")).withSsl(true).build());
      if (version.startsWith("7.")) { // The others have no native transport here.
        ask(RedisURI.Builder.socket(System.getProperty("smoke.socket")).build());
      }
      sentinel();
      masterAndReplica();
      watchedMaster();
      topology();
      pool();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void ask(RedisURI uri) throws Exception {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      ask(connection.sync());
    } finally {
      client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private void ask(RedisCommands<String, String> redis) throws Exception {
    ledger.ask("SET", () -> redis.set(KEY, VALUE));
    ledger.found("GET", 1, 0);
    ledger.ask("GET", () -> redis.get(KEY));
    ledger.askFailing("LPUSH", "WRONGTYPE", () -> redis.lpush(KEY, VALUE));
  }

  private void sentinel() throws Exception {
    ask(watched());
    RedisClient client = RedisClient.create(watched());
    try (StatefulRedisSentinelConnection<String, String> sentinel = client.connectSentinel()) {
      ledger.ask("SENTINEL", () -> sentinel.sync().masters().size());
    } finally {
      client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  /** What is written to the one is read from the other. */
  private void masterAndReplica() throws Exception {
    RedisClient client = RedisClient.create();
    try (StatefulRedisMasterReplicaConnection<String, String> connection =
        MasterReplica.connect(
            client, StringCodec.UTF8, RedisURI.create(HOST, Integer.getInteger("smoke.master")))) {
      connection.setReadFrom(ReadFrom.REPLICA);
      RedisCommands<String, String> redis = connection.sync();
      ledger.ask("SET", () -> redis.set(KEY, VALUE));
      ledger.ask("WAIT", () -> redis.waitForReplication(1, 10_000));
      ledger.found("GET", 1, 0);
      ledger.ask("GET", () -> redis.get(KEY));
    } finally {
      client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  /** The client asks a sentinel for the servers, and subscribes to what it says of them. */
  private void watchedMaster() throws Exception {
    RedisClient client = RedisClient.create();
    try (StatefulRedisMasterReplicaConnection<String, String> connection =
        MasterReplica.connect(client, StringCodec.UTF8, watched())) {
      ledger.ask("SET", () -> connection.sync().set(KEY, VALUE));
      ledger.found("GET", 1, 0);
      ledger.ask("GET", () -> connection.sync().get(KEY));
    } finally {
      client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private static RedisURI watched() {
    return RedisURI.Builder.sentinel(HOST, Integer.getInteger("smoke.sentinel"), "shop").build();
  }

  /** The client asks for a cluster's topology by itself, and when it is told to. */
  private void topology() throws Exception {
    List<RedisURI> uris = new ArrayList<>();
    for (String node : nodes.split(",", -1)) {
      uris.add(RedisURI.create("redis://" + node));
    }
    RedisClusterClient client = RedisClusterClient.create(uris);
    client.setOptions(
        ClusterClientOptions.builder()
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .enablePeriodicRefresh(Duration.ofMillis(100))
                    .build())
            .build());
    try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
      ledger.ask("SET", () -> connection.sync().set(KEY, VALUE));
      for (int i = 0; i < 3; i++) {
        client.refreshPartitions();
      }
      ledger.found("GET", 1, 0);
      ledger.ask("GET", () -> connection.sync().get(KEY));
    } finally {
      client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  /** All are borrowed, one comes back, and once there is none. */
  private void pool() throws Exception {
    RedisClient client = RedisClient.create(RedisURI.create(HOST, port));
    GenericObjectPoolConfig<StatefulRedisConnection<String, String>> config =
        new GenericObjectPoolConfig<>();
    config.setJmxEnabled(false);
    config.setMaxTotal(MOST_CONNECTIONS);
    config.setMaxWaitMillis(50);
    GenericObjectPool<StatefulRedisConnection<String, String>> pool =
        ConnectionPoolSupport.createGenericObjectPool(client::connect, config);
    StatefulRedisConnection<String, String> first = pool.borrowObject();
    StatefulRedisConnection<String, String> second = pool.borrowObject();
    HELD.addAll(Arrays.<Object>asList(client, pool, first));
    try {
      pool.borrowObject();
    } catch (NoSuchElementException e) {
      ledger.say(e.getClass());
    }
    ask(second.sync());
    second.close();
  }
}
