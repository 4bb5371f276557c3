package dev.sonde.smoke.redis.jedis;

import dev.sonde.smoke.redis.OddServer;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * Everything that Jedis can do to Redis, a little of each. It prints what an application sees, and
 * a ledger of what an observer has to report: {@code SPAN name|error} and {@code LOOKUP
 * name|result|count}; {@code BORROW}, {@code GIVE BACK} and {@code TIMEOUT} at a pool by {@link
 * #OTHER_NAME}.
 */
public final class JedisScenario implements Runnable {

  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";
  private static final String NONE = "hunter2-none";
  private static final String CONTROL = "hunter2\u0000\u001b[31m\r\n\u00e9";
  private static final String CONNECTION =
      "redis.clients.jedis.exceptions.JedisConnectionException";

  /** The same host, where what is measured is to be told apart. */
  private static final String OTHER_NAME = "localhost";

  private static final int TIME_OUT = 300;
  private static final int MANY = 10_000;
  private static final int HUGE = 100 << 20;
  private static final int DIFFERENT = 5_000;

  /** A pool that nobody closes, and one of its connections, which nobody gives back. */
  private static final List<Object> HELD = new ArrayList<>();

  /** Reserved, and nobody listens there. */
  private static final int NOBODYS_PORT = 1;

  private final PrintStream out;
  private final String host;
  private final int port;
  private final String part;

  public JedisScenario(PrintStream out, String host, int port, String part) {
    this.out = out;
    this.host = host;
    this.port = port;
    this.part = part;
  }

  @Override
  public void run() {
    try {
      switch (part) {
        case "by":
          scenario();
          break;
        case "at":
          new JedisServers(this).run();
          break;
        case "many":
          manyCommands();
          break;
        case "drop":
          drop();
          break;
        default:
          fail();
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server's error tells the key. */
  private void fail() throws Exception {
    try (Jedis jedis = new Jedis(host, port)) {
      String script = "return redis.error_reply('MYERR ' .. KEYS[1])";
      Calls.call(jedis, "eval", script, 1, new String[] {KEY});
    }
  }

  private void scenario() throws Exception {
    try (Jedis jedis = new Jedis(host, port);
        Jedis other = new Jedis(host, port)) {
      commands(jedis);
      errors(jedis);
      large(jedis);
      blocking(jedis);
      databases(jedis);
      pipelines(jedis);
      transactions(jedis, other);
      messages(jedis, other);
      refused(jedis);
      streams(jedis);
    }
    selectionFirst();
    pool();
    heldPool();
    otherPool();
    unified();
    oddServers();
    closedInFlight();
    cluster();
  }

  private void commands(Jedis jedis) throws Exception {
    ask("FLUSHALL", jedis, "flushAll");
    ask("SET", jedis, "set", KEY, VALUE);
    found("GET", 1, 0);
    ask("GET", jedis, "get", KEY);
    found("GET", 0, 1);
    ask("GET", jedis, "get", NONE);
    found("MGET", 1, 2);
    ask("MGET", jedis, "mget", (Object) new String[] {KEY, NONE, NONE});
    found("EXISTS", 1, 1);
    ask("EXISTS", jedis, "exists", (Object) new String[] {KEY, NONE});
    ask("HSET", jedis, "hset", "hunter2-hash", "hunter2-field", VALUE);
    found("HGET", 1, 0);
    ask("HGET", jedis, "hget", "hunter2-hash", "hunter2-field");
    found("HGETALL", 1, 0);
    ask("HGETALL", jedis, "hgetAll", "hunter2-hash");
    found("HGETALL", 0, 1);
    ask("HGETALL", jedis, "hgetAll", NONE);
    ask("SET", jedis, "set", CONTROL, CONTROL);
    found("GET", 1, 0);
    ask("GET", jedis, "get", CONTROL);
    String script = "return redis.call('GET', KEYS[1])";
    ask("EVAL", jedis, "eval", script, 1, new String[] {KEY});
  }

  private void errors(Jedis jedis) throws Exception {
    askFailing("INCR", "ERR", jedis, "incr", KEY);
    askFailing("LPUSH", "WRONGTYPE", jedis, "lpush", KEY, new String[] {VALUE});
    askFailing("EVALSHA", "NOSCRIPT", jedis, "evalsha", "0123456789012345678901234567890123456789");
    askFailing(
        "EVAL",
        "MYERR",
        jedis,
        "eval",
        "return redis.error_reply('MYERR ' .. KEYS[1])",
        1,
        new String[] {KEY});
  }

  private void large(Jedis jedis) throws Exception {
    char[] characters = new char[1 << 20];
    Arrays.fill(characters, 'x');
    String large = new String(characters);
    ask("SET", jedis, "set", KEY, large);
    span("GET", null);
    found("GET", 1, 0);
    out.println(large.equals(Calls.call(jedis, "get", KEY)));
    ask("DEL", jedis, "del", KEY);
    byte[] huge = KEY.getBytes(StandardCharsets.UTF_8);
    ask("SET", jedis, "set", huge, new byte[HUGE]);
    ask("STRLEN", jedis, "strlen", huge);
    ask("DEL", jedis, "del", huge);
  }

  private void blocking(Jedis jedis) throws Exception {
    ask("RPUSH", jedis, "rpush", "hunter2-list", new String[] {VALUE});
    ask("BLPOP", jedis, "blpop", 1, new String[] {"hunter2-list"});
  }

  private void databases(Jedis jedis) throws Exception {
    ask("SELECT", jedis, "select", 3);
    ask("STRLEN", jedis, "strlen", KEY);
    ask("SELECT", jedis, "select", 0);
  }

  private void selectionFirst() throws Exception {
    try (Jedis jedis = new Jedis(host, port)) {
      ask("SELECT", jedis, "select", 5);
      ask("TTL", jedis, "ttl", KEY);
    }
  }

  /** The connection is as good as before. */
  private void refused(Jedis jedis) throws Exception {
    askFailing("CLIENT", "ERR", jedis, "clientSetname", "two words");
    ask("STRLEN", jedis, "strlen", KEY);
  }

  /** A group may be called like what would make its reader wait. */
  private void streams(Jedis jedis) throws Exception {
    Object read = Calls.command("XREADGROUP");
    if (read != null) {
      String[] group = {"CREATE", "hunter2-stream", "block", "$", "MKSTREAM"};
      span("XGROUP", null);
      Calls.call(jedis, "sendCommand", Calls.command("XGROUP"), group);
      String[] reader = {"GROUP", "block", "block", "STREAMS", "hunter2-stream", ">"};
      span("XREADGROUP", null);
      out.println(Calls.call(jedis, "sendCommand", read, reader) == null);
    }
  }

  /** Each is a command that the server does not know. */
  private void manyCommands() throws Exception {
    try (Jedis jedis = new Jedis(host, port)) {
      Class<?> type = Class.forName("redis.clients.jedis.commands.ProtocolCommand");
      for (int i = 0; i < DIFFERENT; i++) {
        byte[] name = ("MODULE." + i).getBytes(StandardCharsets.UTF_8);
        Object command =
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, all) -> name);
        askFailing("MODULE", "ERR", jedis, "sendCommand", command, new String[] {VALUE});
      }
    }
  }

  private void pipelines(Jedis jedis) throws Exception {
    Object mixed = Calls.call(jedis, "pipelined");
    Calls.call(mixed, "set", KEY, VALUE);
    Calls.call(mixed, "get", KEY);
    Calls.call(mixed, "lpush", KEY, new String[] {VALUE});
    Calls.call(mixed, "get", NONE);
    found("GET", 1, 1);
    askFailing("PIPELINE", "WRONGTYPE", mixed, "syncAndReturnAll");
    Object gets = Calls.call(jedis, "pipelined");
    Calls.call(gets, "get", KEY);
    Calls.call(gets, "get", KEY);
    found("GET", 2, 0);
    ask("PIPELINE GET", gets, "syncAndReturnAll");
    Object many = Calls.call(jedis, "pipelined");
    for (int i = 0; i < MANY; i++) {
      Calls.call(many, "incr", "hunter2-count");
    }
    span("PIPELINE INCR", null);
    Collection<?> counts = (Collection<?>) Calls.call(many, "syncAndReturnAll");
    out.println(counts.size());
    Object one = Calls.call(jedis, "pipelined");
    Calls.call(one, "incr", "hunter2-count");
    ask("INCR", one, "syncAndReturnAll");
  }

  private void transactions(Jedis jedis, Jedis other) throws Exception {
    Object mixed = Calls.call(jedis, "multi");
    Calls.call(mixed, "set", KEY, VALUE);
    Calls.call(mixed, "get", KEY);
    ask("MULTI", mixed, "exec");
    Object same = Calls.call(jedis, "multi");
    Calls.call(same, "incr", "hunter2-count");
    Calls.call(same, "incr", "hunter2-count");
    ask("MULTI INCR", same, "exec");
    Object failing = Calls.call(jedis, "multi");
    Calls.call(failing, "set", KEY, VALUE);
    Calls.call(failing, "lpush", KEY, new String[] {VALUE});
    Calls.call(failing, "incr", "hunter2-count");
    askFailing("MULTI", "WRONGTYPE", failing, "exec");
    Object dropped = Calls.call(jedis, "multi");
    Calls.call(dropped, "set", KEY, VALUE);
    ask("DISCARD", dropped, "discard");
    ask("WATCH", jedis, "watch", (Object) new String[] {KEY});
    ask("SET", other, "set", KEY, VALUE);
    Object lost = Calls.call(jedis, "multi");
    Calls.call(lost, "get", KEY);
    span("MULTI GET", null);
    // What it returns differs.
    Collection<?> nothing = (Collection<?>) Calls.call(lost, "exec");
    out.println(nothing == null || nothing.isEmpty());
    found("GET", 1, 0);
    ask("GET", jedis, "get", KEY);
  }

  private void messages(Jedis jedis, Jedis other) throws Exception {
    span("SUBSCRIBE", null);
    span("PUBLISH", null);
    span("UNSUBSCRIBE", null);
    Calls.call(jedis, "subscribe", new Listener(other), new String[] {"hunter2-channel"});
    ask("PING", jedis, "ping");
  }

  private void pool() throws Exception {
    try (AutoCloseable pool = create("JedisPool", host, port)) {
      for (int i = 0; i < 2; i++) {
        try (AutoCloseable jedis = (AutoCloseable) Calls.call(pool, "getResource")) {
          ask("SET", jedis, "set", KEY, VALUE);
          found("GET", 1, 0);
          ask("GET", jedis, "get", KEY);
        }
      }
    }
  }

  /** Two are borrowed, one comes back, and a third time there is none. */
  private void heldPool() throws Exception {
    Object config = Calls.create("JedisPoolConfig", null);
    Calls.call(config, "setMaxTotal", 2);
    Calls.call(config, "setMaxIdle", 2);
    Calls.call(config, "setMinIdle", 0);
    Calls.call(config, "setMaxWaitMillis", 50L);
    Calls.call(config, "setJmxEnabled", false);
    Object pool = create("JedisPool", config, OTHER_NAME, port);
    Object first = Calls.call(pool, "getResource");
    Object second = Calls.call(pool, "getResource");
    HELD.add(pool);
    HELD.add(second);
    out.println("BORROW 2");
    try {
      Calls.call(pool, "getResource");
    } catch (Exception e) {
      out.println(e.getClass());
    }
    out.println("TIMEOUT 1");
    ((AutoCloseable) first).close();
    out.println("GIVE BACK 1");
  }

  private static void drop() {
    HELD.clear();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
  }

  /** The same kind of pool, of something else. */
  private void otherPool() throws Exception {
    try (GenericObjectPool<StringBuilder> pool = new GenericObjectPool<>(new Builders())) {
      for (int i = 0; i < 3; i++) {
        StringBuilder builder = pool.borrowObject();
        out.println(builder.append(i));
        pool.returnObject(builder);
      }
    }
  }

  private static final class Builders extends BasePooledObjectFactory<StringBuilder> {
    @Override
    public StringBuilder create() {
      return new StringBuilder();
    }

    @Override
    public PooledObject<StringBuilder> wrap(StringBuilder builder) {
      return new DefaultPooledObject<>(builder);
    }
  }

  /** The client of one server, by the name that it has in this version; null where it has none. */
  private static AutoCloseable unified(String name, int serverPort) throws Exception {
    try {
      return (AutoCloseable) Calls.create("RedisClient", "create", name, serverPort);
    } catch (ClassNotFoundException e) {
      try {
        return create("JedisPooled", name, serverPort);
      } catch (ClassNotFoundException none) {
        return null;
      }
    }
  }

  static AutoCloseable create(String client, Object... arguments) throws Exception {
    return (AutoCloseable) Calls.create(client, null, arguments);
  }

  private void unified() throws Exception {
    try (AutoCloseable client = unified(host, port)) {
      if (client == null) {
        return;
      }
      ask("SET", client, "set", KEY, VALUE);
      found("GET", 1, 0);
      ask("GET", client, "get", KEY);
      found("HGETALL", 1, 0);
      ask("HGETALL", client, "hgetAll", "hunter2-hash");
      askFailing("LPUSH", "WRONGTYPE", client, "lpush", KEY, new String[] {VALUE});
      try (AutoCloseable pipeline = (AutoCloseable) Calls.call(client, "pipelined")) {
        Calls.call(pipeline, "set", KEY, VALUE);
        Calls.call(pipeline, "get", KEY);
        span("PIPELINE", null);
        found("GET", 1, 0);
        Calls.call(pipeline, "sync");
      }
      try (AutoCloseable transaction = (AutoCloseable) Calls.call(client, "multi")) {
        Calls.call(transaction, "set", KEY, VALUE);
        Calls.call(transaction, "get", KEY);
        ask("MULTI", transaction, "exec");
      }
    }
    try (AutoCloseable client = unified(host, NOBODYS_PORT)) {
      askFailing("GET", "java.net.ConnectException", client, "get", KEY);
    }
    try (AutoCloseable client = unified(OTHER_NAME, port)) {
      ask("SET", client, "set", KEY, VALUE);
      askFailing("LPUSH", "WRONGTYPE", client, "lpush", KEY, new String[] {VALUE});
      // A new version borrows one for itself.
      Object pool = Calls.call(client, "getPool");
      out.println("BORROW " + Calls.call(pool, "getBorrowedCount"));
      out.println("GIVE BACK " + Calls.call(pool, "getReturnedCount"));
    }
  }

  private void oddServers() throws Exception {
    try (Jedis jedis = new Jedis(host, NOBODYS_PORT)) {
      askFailing("GET", "java.net.ConnectException", jedis, "get", KEY);
    }
    odd(OddServer.Way.SILENT, "java.net.SocketTimeoutException");
    odd(OddServer.Way.DYING, CONNECTION);
    odd(OddServer.Way.BABBLING, CONNECTION);
  }

  private void odd(OddServer.Way way, String error) throws Exception {
    try (OddServer server = new OddServer(way);
        Jedis jedis = new Jedis(host, server.port(), TIME_OUT)) {
      askFailing("GET", error, jedis, "get", KEY);
    }
  }

  /** Another thread closes the connection while this one waits. */
  private void closedInFlight() throws Exception {
    try (OddServer server = new OddServer(OddServer.Way.SILENT);
        Jedis jedis = new Jedis(host, server.port())) {
      Thread asking = Thread.currentThread();
      Thread closing =
          new Thread(
              () -> {
                try {
                  server.awaitAsked();
                  awaitReading(asking);
                  Calls.call(jedis, "disconnect");
                } catch (Exception e) {
                  out.println(text(e));
                }
              });
      closing.start();
      askFailing("GET", "java.net.SocketException", jedis, "get", KEY);
      closing.join();
    }
  }

  /** The client looks at its connection before it reads. */
  private static void awaitReading(Thread thread) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getClassName().startsWith("java.net.Socket")
            && frame.getMethodName().equals("read")) {
          return;
        }
      }
      Thread.yield();
    }
  }

  private void cluster() throws Exception {
    try (OddServer server = new OddServer(OddServer.Way.MOVING)) {
      HostAndPort node = new HostAndPort(host, server.port());
      try (AutoCloseable cluster = create("JedisCluster", node)) {
        redirected("MOVED");
        found("GET", 1, 0);
        ask("GET", cluster, "get", KEY);
        found("GET", 1, 0);
        ask("GET", cluster, "get", KEY);
      }
    }
  }

  void found(String command, int hits, int misses) {
    out.println("LOOKUP " + command + "|hit|" + hits);
    out.println("LOOKUP " + command + "|miss|" + misses);
  }

  void redirected(String how) {
    out.println("REDIRECT " + how);
  }

  void span(String name, String error) {
    out.println("SPAN " + name + '|' + error);
  }

  void ask(String span, Object client, String method, Object... arguments) throws Exception {
    span(span, null);
    out.println(text(Calls.call(client, method, arguments)));
  }

  /** A pipeline returns the exceptions. */
  void askFailing(String span, String error, Object client, String method, Object... arguments) {
    span(span, error);
    try {
      out.println(text(Calls.call(client, method, arguments)));
    } catch (Exception e) {
      out.println(text(e));
    }
  }

  private static String text(Object result) {
    if (result instanceof Throwable) {
      Throwable thrown = (Throwable) result;
      String message = String.valueOf(thrown.getMessage()).replaceAll("[0-9]{4,5}", "#");
      String cause = thrown.getCause() == null ? "" : " by " + text(thrown.getCause());
      return thrown.getClass().getName() + ": " + message + cause;
    }
    if (result instanceof Collection) {
      StringBuilder all = new StringBuilder();
      for (Object each : (Collection<?>) result) {
        all.append(text(each)).append("; ");
      }
      return all.toString();
    }
    return result instanceof Map || result == null
        ? String.valueOf(result)
        : result.toString().replace('\n', ' ');
  }

  /** Gets one message. */
  private final class Listener extends JedisPubSub {
    private final Jedis other;

    Listener(Jedis other) {
      this.other = other;
    }

    @Override
    public void onSubscribe(String channel, int count) {
      try {
        Calls.call(this, "ping");
      } catch (NoSuchMethodException e) {
        publish(); // Old versions can't.
      } catch (Exception e) {
        out.println(text(e));
      }
    }

    /** Where there is none it overrides nothing. */
    public void onPong(String pattern) {
      out.println("pong " + pattern);
      publish();
    }

    private void publish() {
      try {
        out.println(Calls.call(other, "publish", "hunter2-channel", VALUE));
      } catch (Exception e) {
        out.println(text(e));
      }
    }

    @Override
    public void onMessage(String channel, String message) {
      out.println(channel + ' ' + message);
      unsubscribe();
    }
  }
}
