package dev.sonde.smoke.redis.jedis;

import dev.sonde.smoke.redis.RawRedis;
import java.util.Collections;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** A cluster whose slots move, what a sentinel watches over, and a server that speaks TLS. */
final class JedisServers {

  private static final String HOST = "127.0.0.1";
  private static final int NODES = 3;

  private final JedisScenario scenario;

  JedisServers(JedisScenario scenario) {
    this.scenario = scenario;
  }

  void run() throws Exception {
    cluster();
    sentinel();
    tls();
  }

  private void cluster() throws Exception {
    int[] ports = new int[NODES];
    String[] told = System.getProperty("smoke.cluster").split(",");
    for (int i = 0; i < NODES; i++) {
      ports[i] = Integer.parseInt(told[i].substring(told[i].indexOf(':') + 1));
    }
    HostAndPort node = new HostAndPort(HOST, ports[0]);
    try (AutoCloseable cluster = JedisScenario.create("JedisCluster", node)) {
      for (String key : new String[] {"a", "b", "c"}) {
        scenario.ask("SET", cluster, "set", key, "v");
        scenario.found("GET", 1, 0);
        scenario.ask("GET", cluster, "get", key);
      }
      moved(cluster, ports, "hunter2-moved");
      asked(cluster, ports, "hunter2-asked");
    }
  }

  /** A slot is moved, and the client has not been told. */
  private void moved(Object cluster, int[] ports, String key) throws Exception {
    scenario.found("GET", 0, 1);
    scenario.ask("GET", cluster, "get", key);
    int owner = owner(ports, key);
    int next = ports[(owner + 1) % NODES];
    String slot = slot(next, key);
    String id = RawRedis.ask(next, "CLUSTER MYID");
    RawRedis.ask(next, "CLUSTER SETSLOT " + slot + " IMPORTING " + id(ports[owner]));
    RawRedis.ask(ports[owner], "CLUSTER SETSLOT " + slot + " MIGRATING " + id);
    RawRedis.ask(next, "CLUSTER SETSLOT " + slot + " NODE " + id);
    RawRedis.ask(ports[owner], "CLUSTER SETSLOT " + slot + " NODE " + id);
    RawRedis.ask(ports[(owner + 2) % NODES], "CLUSTER SETSLOT " + slot + " NODE " + id);
    scenario.redirected("MOVED");
    scenario.found("GET", 0, 1);
    scenario.ask("GET", cluster, "get", key);
    scenario.found("GET", 0, 1);
    scenario.ask("GET", cluster, "get", key);
  }

  /** A slot is on its way, and what is not there any more is asked for elsewhere. */
  private void asked(Object cluster, int[] ports, String key) throws Exception {
    int owner = owner(ports, key);
    int next = ports[(owner + 1) % NODES];
    String slot = slot(next, key);
    RawRedis.ask(next, "CLUSTER SETSLOT " + slot + " IMPORTING " + id(ports[owner]));
    RawRedis.ask(ports[owner], "CLUSTER SETSLOT " + slot + " MIGRATING " + id(next));
    scenario.redirected("ASK");
    scenario.found("GET", 0, 1);
    scenario.ask("GET", cluster, "get", key);
    RawRedis.ask(next, "CLUSTER SETSLOT " + slot + " STABLE");
    RawRedis.ask(ports[owner], "CLUSTER SETSLOT " + slot + " STABLE");
  }

  private static String id(int port) throws Exception {
    return RawRedis.ask(port, "CLUSTER MYID");
  }

  private static String slot(int port, String key) throws Exception {
    return RawRedis.ask(port, "CLUSTER KEYSLOT " + key).substring(1);
  }

  /** The place of the node that answers. */
  private static int owner(int[] ports, String key) throws Exception {
    for (int i = 0; i < NODES; i++) {
      if (!RawRedis.ask(ports[i], "GET " + key).startsWith("-")) {
        return i;
      }
    }
    throw new IllegalStateException("nobody has " + key);
  }

  private void sentinel() throws Exception {
    String address = System.getProperty("smoke.sentinel");
    try (AutoCloseable pool =
            JedisScenario.create("JedisSentinelPool", "shop", Collections.singleton(address));
        AutoCloseable jedis = (AutoCloseable) Calls.call(pool, "getResource")) {
      scenario.ask("SET", jedis, "set", "hunter2-watched", "v");
      scenario.found("GET", 1, 0);
      scenario.ask("GET", jedis, "get", "hunter2-watched");
      awaitListener(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    }
  }

  /** One that is stopped before it listens goes on for ever. */
  private static void awaitListener(int port) throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end
        && !RawRedis.ask(port, "CLIENT LIST TYPE pubsub").contains("sub=1")) {
      Thread.yield();
    }
  }

  private void tls() throws Exception {
    int port = Integer.getInteger("smoke.tls");
    try (Jedis jedis = new Jedis(HOST, port, true)) {
      scenario.ask("SET", jedis, "set", "hunter2-secret", "v");
      scenario.found("GET", 1, 0);
      scenario.ask("GET", jedis, "get", "hunter2-secret");
    }
  }
}
