package dev.sonde.instrumentation.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.instrumentation.jedis.JedisReader;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.RedisOutOfMemoryException;
import org.redisson.client.RedisTimeoutException;

class RedissonReaderTest {

  private final RedissonReader reader = new RedissonReader(new JedisReader());

  @Test
  void anErrorReplyIsKnownByItsCode() {
    String reply =
        "WRONGTYPE Operation against a key. channel: [id: 0x1] command: (SET), params: x";
    assertThat(reader.error(new RedisException(reply))).isEqualTo(reply);
    assertThat(reader.error(new RedisNoScriptException("NOSCRIPT none")))
        .isEqualTo("NOSCRIPT none");
    assertThat(reader.error(new RedisOutOfMemoryException("command not allowed"))).isEqualTo("OOM");
  }

  @Test
  void whatRedissonSaysItselfIsNone() {
    assertThat(reader.error(new RedisTimeoutException("Unable to acquire connection!"))).isNull();
    assertThat(reader.error(new RedisException("A message"))).isNull();
    assertThat(reader.error(new RedisException("OK"))).isNull();
    assertThat(reader.error(new RedisException((String) null))).isNull();
    assertThat(reader.error(new IllegalStateException("ERR of somebody else"))).isNull();
  }

  @Test
  void argumentsAreKnownWhereNoCodecIsNeeded() {
    Object[] given = {"key", "value".getBytes(UTF_8), new Object(), 5};

    assertThat(reader.argument(given, 1)).isEqualTo("key".getBytes(UTF_8));
    assertThat(reader.argument(given, 2)).isSameAs(given[1]);
    assertThat(reader.argument(given, 3)).isNull();
    assertThat(reader.argument(given, 4)).isNull();
    assertThat(reader.argument(given, 5)).isNull();
  }
}
