package dev.sonde.smoke.redis.redisson;

import dev.sonde.smoke.redis.OddServer;
import dev.sonde.smoke.redis.RawRedis;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RLock;
import org.redisson.api.RMap;
import org.redisson.api.RScript;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.SingleServerConfig;

/**
 * Much of what Redisson can do to Redis, a little of each. It prints what an application sees, and
 * a ledger of what an observer has to report: {@code SPAN name|error}, {@code OWN name|error} of
 * what it sends for itself meanwhile, and {@code LOOKUP name|result|count}.
 */
public final class RedissonScenario implements Runnable {

  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";
  private static final String NONE = "hunter2-none";
  private static final int MANY = 10_000;
  private static final int CROWD = 50;
  private static final int TIME_OUT = 200;

  /** For so long a lock is taken at a time. */
  private static final long WATCHDOG_MILLIS = 1500;

  private final PrintStream out;
  private final String host;
  private final int port;
  private final String version;

  public RedissonScenario(PrintStream out, String host, int port, String nodes, String version) {
    this.out = out;
    this.host = host;
    this.port = port;
    this.version = version;
  }

  @Override
  public void run() {
    try {
      scenario();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void scenario() throws Exception {
    if (isFirst()) {
      first();
    } else {
      everything();
    }
    out.println("END");
  }

  /** Much is not there yet, or has other types. */
  private boolean isFirst() {
    return version.startsWith("3.2.");
  }

  private void first() throws Exception {
    RedissonClient redisson = client(port, 0);
    try {
      ask("FLUSHALL", () -> tell(redisson.getKeys()::flushall));
      objects(redisson);
      askFailing("INCR", "ERR", redisson.getAtomicLong(KEY)::incrementAndGet);
      RBatch mixed = (RBatch) call(redisson, "createBatch", null, null);
      mixed.getBucket(KEY).setAsync(VALUE);
      mixed.getAtomicLong(KEY).incrementAndGetAsync();
      askFailing("PIPELINE", "ERR", () -> call(mixed, "execute", null, null));
      RBatch same = (RBatch) call(redisson, "createBatch", null, null);
      same.getAtomicLong("hunter2-count").incrementAndGetAsync();
      same.getAtomicLong("hunter2-count").incrementAndGetAsync();
      ask("PIPELINE INCR", () -> call(same, "execute", null, null));
      crowd(redisson.getBucket(KEY));
      taken(redisson);
    } finally {
      redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
    }
  }

  private void everything() throws Exception {
    RedissonClient redisson = client(port, 0);
    try {
      commands(redisson);
      errors(redisson);
      codecs(redisson);
      batches(redisson);
      futures(redisson);
      reactive(redisson);
      messages(redisson);
      lock(redisson);
      heldLock(redisson);
      blocking(redisson);
    } finally {
      redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
    }
    RedissonClient other = client(port, 3);
    try {
      ask("STRLEN", () -> other.getBucket(KEY).size());
    } finally {
      other.shutdown(0, 100, TimeUnit.MILLISECONDS);
    }
    shutDownInFlight();
    oddServers();
  }

  /** Has one connection for commands. */
  private RedissonClient client(int serverPort, int database) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.setNettyThreads(2);
    config.setThreads(2);
    SingleServerConfig server = config.useSingleServer();
    server.setAddress((isFirst() ? "" : "redis://") + host + ':' + serverPort);
    server.setDatabase(database);
    server.setConnectionPoolSize(1);
    server.setConnectionMinimumIdleSize(1);
    server.setSubscriptionConnectionPoolSize(1);
    server.setSubscriptionConnectionMinimumIdleSize(1);
    call(config, "setUseScriptCache", boolean.class, false);
    call(config, "setLockWatchdogTimeout", long.class, WATCHDOG_MILLIS);
    if (database != 0) {
      speakNewly(config);
    }
    if (serverPort != port) {
      server.setTimeout(TIME_OUT);
      server.setRetryAttempts(1);
      call(server, "setRetryInterval", int.class, TIME_OUT);
    }
    RedissonClient redisson = Redisson.create(config);
    if (version.startsWith("4.")) {
      out.println("OWN EVAL|null"); // Whether there are scripts.
    }
    return redisson;
  }

  /** RESP3, where the version has it. */
  private static void speakNewly(Config config) {
    try {
      Class<?> protocol = Class.forName("org.redisson.config.Protocol");
      call(config, "setProtocol", protocol, protocol.getField("RESP3").get(null));
    } catch (ReflectiveOperationException e) {
      // RESP2, then.
    }
  }

  private void commands(RedissonClient redisson) throws Exception {
    ask("FLUSHALL", () -> tell(redisson.getKeys()::flushall));
    objects(redisson);
    found("EXISTS", 1, 0);
    ask("EXISTS", redisson.getBucket(KEY)::isExists);
    found("MGET", 1, 1);
    ask("MGET", () -> redisson.getBuckets().get(KEY, NONE));
    RMap<String, String> map = redisson.getMap("hunter2-map");
    found("HEXISTS", 0, 1);
    ask("HEXISTS", () -> map.containsKey(NONE));
    found("HMGET", 1, 1);
    ask("HMGET", () -> map.getAll(new HashSet<>(Arrays.asList("hunter2-field", NONE))));
    found("HGETALL", 1, 0);
    ask("HGETALL", map::readAllMap);
    ask("EVAL", () -> script(redisson, "return redis.call('GET', KEYS[1])"));
    ask("GET", redisson.getAtomicLong("hunter2-none-number")::get); // 0 is no hit, nor a miss.
  }

  private void objects(RedissonClient redisson) throws Exception {
    RBucket<String> bucket = redisson.getBucket(KEY);
    ask("SET", () -> tell(() -> bucket.set(VALUE)));
    found("GET", 1, 0);
    ask("GET", bucket::get);
    found("GET", 0, 1);
    ask("GET", redisson.getBucket(NONE)::get);
    RMap<String, String> map = redisson.getMap("hunter2-map");
    ask("HSET", () -> map.fastPut("hunter2-field", VALUE));
    found("HGET", 1, 0);
    ask("HGET", () -> map.get("hunter2-field"));
    found("HGET", 0, 1);
    ask("HGET", () -> map.get(NONE));
  }

  private static Object script(RedissonClient redisson, String script) {
    return redisson
        .getScript(StringCodec.INSTANCE)
        .eval(
            RScript.Mode.READ_WRITE,
            script,
            RScript.ReturnType.VALUE,
            Collections.<Object>singletonList(KEY));
  }

  private void errors(RedissonClient redisson) throws Exception {
    askFailing("INCR", "ERR", redisson.getAtomicLong(KEY)::incrementAndGet);
    askFailing("RPUSH", "WRONGTYPE", () -> redisson.getList(KEY).add(VALUE));
    askFailing(
        "EVAL", "MYERR", () -> script(redisson, "return redis.error_reply('MYERR ' .. KEYS[1])"));
    String sha = "0123456789012345678901234567890123456789";
    RScript scripts = redisson.getScript(StringCodec.INSTANCE);
    askFailing(
        "EVALSHA",
        "NOSCRIPT",
        () -> scripts.evalSha(RScript.Mode.READ_WRITE, sha, RScript.ReturnType.VALUE));
  }

  private void codecs(RedissonClient redisson) throws Exception {
    char[] characters = new char[1 << 20];
    Arrays.fill(characters, 'x');
    String large = new String(characters);
    CountingCodec codec = new CountingCodec();
    RBucket<String> bucket = redisson.getBucket("hunter2-large", codec);
    ask("SET", () -> tell(() -> bucket.set(large)));
    found("GET", 1, 0);
    ask("GET", () -> large.equals(bucket.get()));
    ask("SET", () -> tell(() -> bucket.set(CountingCodec.POISON)));
    span("GET", "java.lang.IllegalStateException");
    try {
      out.println(bucket.get());
    } catch (RuntimeException e) {
      out.println("decoding failed");
    }
    out.println(codec.encoded + " encoded, " + codec.decoded + " decoded");
  }

  private void batches(RedissonClient redisson) throws Exception {
    RBatch mixed = redisson.createBatch(BatchOptions.defaults());
    mixed.getBucket(KEY).setAsync(VALUE);
    mixed.getBucket(KEY).getAsync();
    mixed.getBucket(NONE).getAsync();
    span("PIPELINE", null);
    foundInBatch(1, 1);
    out.println(mixed.execute().getResponses());
    RBatch gets = redisson.createBatch(BatchOptions.defaults());
    gets.getBucket(KEY).getAsync();
    gets.getBucket(KEY).getAsync();
    span("PIPELINE GET", null);
    foundInBatch(2, 0);
    out.println(gets.execute().getResponses());
    RBatch many = redisson.createBatch(BatchOptions.defaults());
    for (int i = 0; i < MANY; i++) {
      many.getAtomicLong("hunter2-count").incrementAndGetAsync();
    }
    span("PIPELINE INCR", null);
    out.println(many.execute().getResponses().size());
    RBatch one = redisson.createBatch(BatchOptions.defaults());
    one.getAtomicLong("hunter2-count").incrementAndGetAsync();
    ask("INCR", () -> one.execute().getResponses());
    RBatch failing = redisson.createBatch(BatchOptions.defaults());
    failing.getBucket(KEY).setAsync(VALUE);
    failing.getList(KEY).addAsync(VALUE);
    askFailing("PIPELINE", "WRONGTYPE", failing::execute);
    transaction(redisson, ExecutionMode.IN_MEMORY_ATOMIC);
    if (!hasOldPromises()) { // They shut down slowly after that.
      transaction(redisson, ExecutionMode.REDIS_WRITE_ATOMIC);
    }
  }

  private void transaction(RedissonClient redisson, ExecutionMode mode) {
    RBatch mixed = redisson.createBatch(BatchOptions.defaults().executionMode(mode));
    mixed.getBucket(KEY).setAsync(VALUE);
    mixed.getBucket(KEY).getAsync();
    span("MULTI", null);
    out.println(mixed.execute().getResponses());
    RBatch same = redisson.createBatch(BatchOptions.defaults().executionMode(mode));
    same.getAtomicLong("hunter2-count").incrementAndGetAsync();
    same.getAtomicLong("hunter2-count").incrementAndGetAsync();
    span("MULTI INCR", null);
    out.println(same.execute().getResponses().size());
  }

  /** More of them than there are connections, and one that the callback of another one makes. */
  private void futures(RedissonClient redisson) throws Exception {
    RBucket<String> bucket = redisson.getBucket(KEY);
    crowd(bucket);
    span("GET", null);
    span("STRLEN", null);
    found("GET", 1, 0);
    out.println(
        bucket.getAsync().thenCompose(value -> bucket.sizeAsync()).toCompletableFuture().get());
  }

  private void crowd(RBucket<String> bucket) throws Exception {
    List<CompletableFuture<String>> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      span("GET", null);
      crowd.add(bucket.getAsync().toCompletableFuture());
    }
    found("GET", CROWD, 0);
    for (CompletableFuture<String> each : crowd) {
      each.get();
    }
  }

  private void reactive(RedissonClient redisson) {
    Object client = call(redisson, "reactive", null, null);
    if (client == null) {
      return;
    }
    Object bucket = call(client, "getBucket", String.class, KEY);
    Object value = call(bucket, "get", null, null);
    Function<Object, Object> next = ignored -> call(bucket, "size", null, null);
    span("GET", null);
    span("STRLEN", null);
    found("GET", 1, 0);
    out.println(call(call(value, "flatMap", Function.class, next), "block", null, null));
  }

  /** By name; null where there is no such method. */
  private static Object call(Object target, String name, Class<?> type, Object argument) {
    try {
      for (Method method : target.getClass().getMethods()) {
        if (method.getName().equals(name)
            && Arrays.equals(
                method.getParameterTypes(),
                type == null ? new Class<?>[0] : new Class<?>[] {type})) {
          method.setAccessible(true);
          return type == null ? method.invoke(target) : method.invoke(target, argument);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  private void messages(RedissonClient redisson) throws Exception {
    RTopic topic = redisson.getTopic("hunter2-channel");
    CountDownLatch received = new CountDownLatch(1);
    int listener = topic.addListener(String.class, (channel, message) -> received.countDown());
    ask("PUBLISH", () -> topic.publish(VALUE));
    out.println(received.await(10, TimeUnit.SECONDS));
    topic.removeListener(listener);
  }

  private void lock(RedissonClient redisson) throws Exception {
    span("EVAL", null);
    span("EVAL", null);
    if (!version.startsWith("3.1")) {
      span("DEL", null); // What unlocking leaves behind.
    }
    out.println(redisson.getLock("hunter2-lock").tryLock(1, 10, TimeUnit.SECONDS));
    redisson.getLock("hunter2-lock").unlock();
  }

  /** The client takes it again and again for who holds it. */
  private void heldLock(RedissonClient redisson) throws Exception {
    RLock lock = redisson.getLock("hunter2-held");
    span("EVAL", null);
    lock.lock();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    long last = Long.MAX_VALUE;
    long left = millisLeft("hunter2-held");
    while (left <= last && System.nanoTime() < end) {
      RawRedis.ask(port, "BLPOP hunter2-nothing 0.05");
      last = left;
      left = millisLeft("hunter2-held");
    }
    out.println(left > last);
    span("EVAL", null);
    if (!version.startsWith("3.1")) {
      span("DEL", null);
    }
    lock.unlock();
  }

  private long millisLeft(String key) throws IOException {
    return Long.parseLong(RawRedis.ask(port, "PTTL " + key).substring(1));
  }

  private void blocking(RedissonClient redisson) throws Exception {
    taken(redisson);
    if (version.startsWith("3.1")) {
      return; // Whoever cancels there waits for long when he shuts down.
    }
    RFuture<String> taken = redisson.<String>getBlockingQueue(NONE).takeAsync();
    span("BLPOP", "java.util.concurrent.CancellationException");
    out.println(taken.cancel(true));
  }

  private void taken(RedissonClient redisson) throws Exception {
    RBlockingQueue<String> queue = redisson.getBlockingQueue("hunter2-queue");
    ask("RPUSH", () -> queue.offer(VALUE));
    ask("BLPOP", () -> queue.poll(1, TimeUnit.SECONDS));
  }

  private void shutDownInFlight() throws Exception {
    RedissonClient redisson = client(port, 0);
    RFuture<String> taken = redisson.<String>getBlockingQueue(NONE).takeAsync();
    span("BLPOP", "org.redisson.RedissonShutdownException");
    redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
    try {
      out.println(taken.toCompletableFuture().get(10, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      out.println(e.getCause().getClass().getName());
    }
  }

  private void oddServers() throws Exception {
    try {
      client(1, 0).shutdown();
    } catch (RuntimeException e) {
      out.println(e.getClass().getName());
    }
    if (version.startsWith("3.1")) {
      odd(OddServer.Way.BABBLING);
    } else {
      odd(OddServer.Way.SILENT);
      odd(OddServer.Way.DYING);
    }
    try (OddServer server = new OddServer(OddServer.Way.MOVING)) {
      RedissonClient redisson = client(server.port(), 0);
      try {
        found("GET", 1, 0);
        ask("GET", redisson.getBucket(KEY)::get);
      } finally {
        redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void odd(OddServer.Way way) throws Exception {
    try (OddServer server = new OddServer(way)) {
      RedissonClient redisson = client(server.port(), 0);
      try {
        out.println(redisson.getBucket(KEY).get());
      } catch (RuntimeException e) {
        Throwable cause = e.getCause();
        boolean told = cause instanceof IOException || e.getClass() == RedisException.class;
        span("GET", (cause != null && told ? cause : e).getClass().getName());
        out.println(way + " " + e.getClass().getName());
      } finally {
        redisson.shutdown(0, 100, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** What returns nothing. */
  private static Object tell(Runnable command) {
    command.run();
    return "done";
  }

  private void found(String command, int hits, int misses) {
    out.println("LOOKUP " + command + "|hit|" + hits);
    out.println("LOOKUP " + command + "|miss|" + misses);
  }

  private boolean hasOldPromises() {
    return version.startsWith("3.10.") || version.startsWith("3.11.");
  }

  /** Old promises can't be asked. */
  private void foundInBatch(int hits, int misses) {
    if (!hasOldPromises()) {
      found("GET", hits, misses);
    }
  }

  private void span(String name, String error) {
    out.println("SPAN " + name + '|' + error);
  }

  private void ask(String span, Callable<?> command) throws Exception {
    span(span, null);
    out.println(command.call());
  }

  private void askFailing(String span, String error, Callable<?> command) {
    span(span, error);
    try {
      out.println(command.call());
    } catch (Exception e) {
      out.println(e.getClass().getName());
    }
  }
}
