package dev.sonde.smoke.redis.spring;

import dev.sonde.smoke.redis.Ledger;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** The same by either client. */
final class SpringScenario {

  private static final String KEY = "hunter2-key";
  private static final String VALUE = "hunter2-value";
  private static final String NONE = "hunter2-none";

  private final Ledger ledger;
  private final boolean isLettuce;
  private final String host;
  private final int port;

  SpringScenario(PrintStream out, String client, String host, int port) {
    ledger = new Ledger(out);
    isLettuce = client.equals("lettuce");
    this.host = host;
    this.port = port;
  }

  void run() throws Exception {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      if (isLettuce) {
        context.registerBean(
            LettuceConnectionFactory.class, () -> new LettuceConnectionFactory(host, port));
      } else {
        context.registerBean(
            JedisConnectionFactory.class,
            () -> new JedisConnectionFactory(new RedisStandaloneConfiguration(host, port)));
      }
      context.register(Settings.class);
      context.refresh();
      StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
      commands(template);
      pipeline(template);
      transaction(template);
      cache(context.getBean(Prices.class));
      if (isLettuce) {
        reactive(context.getBean(ReactiveRedisConnectionFactory.class));
      }
    }
  }

  private void commands(StringRedisTemplate template) throws Exception {
    ledger.ask("FLUSHDB", () -> flush(template.getRequiredConnectionFactory()));
    ledger.ask("SET", () -> set(template));
    ledger.found("GET", 1, 1);
    ledger.ask("GET", () -> template.opsForValue().get(KEY));
    ledger.ask("GET", () -> template.opsForValue().get(NONE));
    ledger.found("MGET", 1, 1);
    ledger.ask("MGET", () -> template.opsForValue().multiGet(Arrays.asList(KEY, NONE)));
    ledger.ask("HSET", () -> put(template));
    ledger.found("HGETALL", 1, 0);
    ledger.ask("HGETALL", () -> template.opsForHash().entries("hunter2-hash"));
    ledger.askFailing("LPUSH", "WRONGTYPE", () -> template.opsForList().leftPush(KEY, VALUE));
    ledger.ask("RPUSH", () -> template.opsForList().rightPush("hunter2-list", VALUE));
    ledger.ask("BLPOP", () -> template.opsForList().leftPop("hunter2-list", Duration.ofSeconds(1)));
    // A script is asked for by what it hashes to, and sent when the server does not know it.
    ledger.ask("SCRIPT", () -> forgetScripts(template.getRequiredConnectionFactory()));
    ledger.span("EVALSHA", "NOSCRIPT");
    ledger.ask(
        "EVAL",
        () -> template.execute(RedisScript.of("return 'hunter2'", String.class), List.of(KEY)));
    ledger.ask("PUBLISH", () -> template.convertAndSend("hunter2-channel", VALUE));
  }

  private static Object flush(RedisConnectionFactory factory) {
    try (var connection = factory.getConnection()) {
      connection.serverCommands().flushDb();
    }
    return "done";
  }

  private static Object forgetScripts(RedisConnectionFactory factory) {
    try (var connection = factory.getConnection()) {
      connection.scriptingCommands().scriptFlush();
    }
    return "done";
  }

  private static Object set(StringRedisTemplate template) {
    template.opsForValue().set(KEY, VALUE);
    return "done";
  }

  private static Object put(StringRedisTemplate template) {
    template.opsForHash().put("hunter2-hash", "hunter2-field", VALUE);
    return "done";
  }

  /** Lettuce sends each command by itself. */
  private void pipeline(StringRedisTemplate template) {
    if (isLettuce) {
      ledger.span("SET", null);
      ledger.span("GET", null);
    } else {
      ledger.span("PIPELINE", null);
    }
    ledger.found("GET", 1, 0);
    ledger.say(template.executePipelined(new SetAndGet(false)));
  }

  private void transaction(StringRedisTemplate template) {
    ledger.span("MULTI", null);
    ledger.say(template.execute(new SetAndGet(true)));
  }

  /** What is not there is found out and kept. */
  private void cache(Prices prices) throws Exception {
    ledger.found("GET", 1, 1);
    ledger.span("GET", null);
    ledger.ask("SET", () -> prices.of("tea"));
    ledger.ask("GET", () -> prices.of("tea"));
    ledger.ask("SET", () -> prices.change("tea"));
    ledger.found("GET", 1, 0);
    ledger.ask("GET", () -> prices.of("tea"));
    ledger.span("DEL", null);
    prices.forget("tea");
    ledger.ask("SET", () -> prices.change("tea"));
    ledger.span("KEYS", null);
    ledger.span("DEL", null);
    prices.forgetAll();
  }

  private void reactive(ReactiveRedisConnectionFactory factory) {
    ReactiveStringRedisTemplate template = new ReactiveStringRedisTemplate(factory);
    ledger.span("GET", null);
    ledger.span("STRLEN", null);
    ledger.found("GET", 1, 0);
    ledger.say(
        template
            .opsForValue()
            .get(KEY)
            .flatMap(value -> template.opsForValue().size(KEY))
            .block(Duration.ofSeconds(10)));
  }

  /** Two commands, in a transaction or not. */
  private record SetAndGet(boolean inTransaction) implements SessionCallback<Object> {

    @Override
    @SuppressWarnings("unchecked") // The keys and values of the template are texts.
    public <K, V> Object execute(RedisOperations<K, V> operations) throws DataAccessException {
      RedisOperations<String, String> texts = (RedisOperations<String, String>) operations;
      if (inTransaction) {
        texts.multi();
      }
      texts.opsForValue().set(KEY, VALUE);
      texts.opsForValue().get(KEY);
      return inTransaction ? texts.exec() : null;
    }
  }
}
