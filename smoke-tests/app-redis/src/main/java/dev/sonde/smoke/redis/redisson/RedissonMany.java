package dev.sonde.smoke.redis.redisson;

import dev.sonde.smoke.redis.Ledger;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.config.Config;

/** Many commands that nobody knows, one that is large, and one with an odd key and value. */
public final class RedissonMany implements Runnable {

  private static final String CONTROL = "hunter2\u0000\u001b[31m\r\n\u00e9";
  private static final int DIFFERENT = 5_000;
  private static final int HUGE = 100 << 20;
  private static final int LONG = 20_000;

  private final Ledger ledger;
  private final Config config = new Config();

  public RedissonMany(PrintStream out, String host, int port, String nodes, String version) {
    ledger = new Ledger(out);
    config.setCodec(StringCodec.INSTANCE);
    config.setNettyThreads(2);
    config.setThreads(2);
    config
        .useSingleServer()
        .setAddress("redis://" + host + ':' + port)
        .setTimeout(LONG)
        .setConnectionPoolSize(2)
        .setConnectionMinimumIdleSize(1);
  }

  @Override
  public void run() {
    ledger.own("EVAL"); // Whether there are scripts.
    RedissonClient redisson = Redisson.create(config);
    try {
      different(((Redisson) redisson).getCommandExecutor());
      large(redisson);
      odd(redisson);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
    }
  }

  private void different(CommandAsyncExecutor executor) throws Exception {
    RFuture<?>[] all = new RFuture<?>[DIFFERENT];
    for (int i = 0; i < DIFFERENT; i++) {
      all[i] =
          executor.writeAsync(
              "hunter2-key",
              StringCodec.INSTANCE,
              new RedisCommand<>("MODULE." + i),
              "hunter2-key");
    }
    ledger.count("MODULE", "ERR", DIFFERENT);
    int failed = 0;
    for (RFuture<?> each : all) {
      failed += each.handle((value, thrown) -> thrown == null ? 0 : 1).toCompletableFuture().get();
    }
    ledger.say(failed + " failed");
  }

  private void large(RedissonClient redisson) throws Exception {
    RBucket<byte[]> bucket = redisson.getBucket("hunter2-large", ByteArrayCodec.INSTANCE);
    ledger.ask("SET", () -> set(bucket, new byte[HUGE]));
    ledger.ask("STRLEN", bucket::size);
    ledger.ask("DEL", bucket::delete);
  }

  private void odd(RedissonClient redisson) throws Exception {
    RBucket<String> bucket = redisson.getBucket(CONTROL);
    ledger.ask("SET", () -> set(bucket, CONTROL));
    ledger.found("GET", 1, 0);
    ledger.ask("GET", () -> CONTROL.equals(bucket.get()));
    RBucket<String> refused = redisson.getBucket(CONTROL, new CountingCodec());
    ledger.sayOutcome(() -> set(refused, CountingCodec.IMPOSSIBLE)); // Before there is a command.
    ledger.ask("STRLEN", bucket::size);
  }

  private static <T> Object set(RBucket<T> bucket, T value) {
    bucket.set(value);
    return "done";
  }
}
