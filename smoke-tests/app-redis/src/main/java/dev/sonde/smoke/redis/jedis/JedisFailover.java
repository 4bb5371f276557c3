package dev.sonde.smoke.redis.jedis;

import dev.sonde.smoke.redis.Ledger;
import dev.sonde.smoke.redis.OddServer;
import java.io.PrintStream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.MultiDbClient;
import redis.clients.jedis.MultiDbConfig;
import redis.clients.jedis.MultiDbConfig.CircuitBreakerConfig;
import redis.clients.jedis.MultiDbConfig.DatabaseConfig;

/** The newest Jedis goes on to another database where the first one has died. */
public final class JedisFailover implements Runnable {

  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";

  private final Ledger ledger;
  private final HostAndPort good;

  public JedisFailover(PrintStream out, String host, int port, String nodes, String version) {
    ledger = new Ledger(out);
    good = new HostAndPort(host, port);
  }

  @Override
  public void run() {
    try (OddServer dying = new OddServer(OddServer.Way.DYING);
        MultiDbClient client =
            MultiDbClient.builder()
                .multiDbConfig(
                    MultiDbConfig.builder()
                        .database(database(new HostAndPort(good.getHost(), dying.port()), 1))
                        .database(database(good, 0.5f))
                        .failureDetector(
                            CircuitBreakerConfig.builder()
                                .minNumOfFailures(1)
                                .failureRateThreshold(1)
                                .build())
                        .retryOnFailover(true)
                        .build())
                .build()) {
      ledger.ask("SET", () -> client.set(KEY, VALUE)); // The first one takes anything.
      ledger.found("GET", 0, 1);
      ledger.ask("GET", () -> client.get("hunter2-none"));
      ledger.ask("SET", () -> client.set(KEY, VALUE));
      ledger.found("GET", 1, 0);
      ledger.ask("GET", () -> client.get(KEY));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static DatabaseConfig database(HostAndPort address, float weight) {
    JedisClientConfig config = DefaultJedisClientConfig.builder().build();
    return DatabaseConfig.builder(address, config).weight(weight).healthCheckEnabled(false).build();
  }
}
