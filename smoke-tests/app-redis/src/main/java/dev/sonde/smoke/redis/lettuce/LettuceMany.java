package dev.sonde.smoke.redis.lettuce;

import dev.sonde.smoke.redis.Ledger;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Many commands at once, many that nobody knows, and one that is large. */
public final class LettuceMany implements Runnable {

  private static final int MANY = 10_000;
  private static final int DIFFERENT = 5_000;
  private static final int HUGE = 100 << 20;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Ledger ledger;
  private final RedisURI uri;

  public LettuceMany(PrintStream out, String host, int port, String nodes, String version) {
    ledger = new Ledger(out);
    uri = RedisURI.create(host, port);
    uri.setTimeout(LONG);
  }

  @Override
  public void run() {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect();
        StatefulRedisConnection<byte[], byte[]> bytes = client.connect(new ByteArrayCodec())) {
      atOnce(connection);
      different(connection.async());
      large(bytes.sync());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      client.shutdown(0, 0, TimeUnit.MILLISECONDS);
    }
  }

  private void atOnce(StatefulRedisConnection<String, String> connection) {
    connection.setAutoFlushCommands(false);
    RedisFuture<?>[] all = new RedisFuture<?>[MANY];
    for (int i = 0; i < MANY; i++) {
      all[i] = connection.async().incr("hunter2-many");
    }
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    ledger.count("INCR", null, MANY);
    ledger.say(LettuceFutures.awaitAll(LONG, all));
  }

  private void different(RedisAsyncCommands<String, String> redis) {
    StringCodec codec = StringCodec.UTF8;
    RedisFuture<?> last = null;
    for (int i = 0; i < DIFFERENT; i++) {
      last =
          redis.dispatch(
              new ModuleCommand("MODULE." + i),
              new StatusOutput<>(codec),
              new CommandArgs<>(codec).addKey("hunter2-key"));
    }
    ledger.count("MODULE", "ERR", DIFFERENT);
    ledger.sayOutcome(last::get);
  }

  private void large(RedisCommands<byte[], byte[]> redis) throws Exception {
    byte[] key = "hunter2-large".getBytes(StandardCharsets.US_ASCII);
    ledger.ask("SET", () -> redis.set(key, new byte[HUGE]));
    ledger.ask("STRLEN", () -> redis.strlen(key));
    ledger.ask("DEL", () -> redis.del(key));
  }
}
