package dev.sonde.smoke.redis.redisson;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/**
 * A client that stays, with a pool of one connection. It prints how often it has used that.
 *
 * <pre>
 * open    asks for a few values, one after the other
 * take    waits for what never comes, and has another command wait for the connection
 * close   shuts the client down
 * </pre>
 */
public final class PoolScenario implements Runnable {

  private static final int LONG = 120_000;

  /** That of this version: each has the class for itself. */
  private static RedissonClient redisson;

  private final PrintStream out;
  private final String part;
  private final String host;
  private final int port;
  private final String version;

  public PoolScenario(PrintStream out, String part, String host, int port, String version) {
    this.out = out;
    this.part = part;
    this.host = host;
    this.port = port;
    this.version = version;
  }

  @Override
  public void run() {
    if (part.equals("open")) {
      redisson = Redisson.create(config());
      redisson.getBucket("pooled").set("value");
      redisson.getBucket("pooled").get();
      redisson.getBucket("pooled").get();
      out.println(version.startsWith("4.") ? 4 : 3); // It asks whether there are scripts.
    } else if (part.equals("take")) {
      redisson.getBlockingQueue("never").takeAsync();
      redisson.getBucket("pooled").getAsync();
    } else {
      redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
    }
    out.println("END");
  }

  private Config config() {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.setNettyThreads(2);
    config.setThreads(2);
    SingleServerConfig server = config.useSingleServer();
    server.setAddress((version.startsWith("3.2.") ? "" : "redis://") + host + ':' + port);
    server.setConnectionPoolSize(1);
    server.setConnectionMinimumIdleSize(1);
    server.setSubscriptionConnectionPoolSize(1);
    server.setSubscriptionConnectionMinimumIdleSize(1);
    server.setTimeout(LONG);
    set(server, "setRetryInterval", LONG);
    return config;
  }

  /** Where the version has it. */
  private static void set(SingleServerConfig server, String name, int value) {
    try {
      Method method = server.getClass().getMethod(name, int.class);
      method.invoke(server, value);
    } catch (ReflectiveOperationException e) {
      // It waits for as long as it likes, then.
    }
  }
}
