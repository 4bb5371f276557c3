package dev.sonde.exporters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisKeysTest {

  @BeforeEach
  void install() {
    RedisProbe.installReader(
        new RedisProbe.Reader() {
          @Override
          public RedisServer server(
              Object connection, @Nullable Object factory, @Nullable Object socket) {
            throw new AssertionError();
          }

          @Override
          public byte[] argument(Object given, int place) {
            return ((String[]) given)[place].getBytes(UTF_8);
          }
        });
  }

  @AfterEach
  void remove() {
    RedisProbe.installReader(null);
  }

  private static String text(String... command) {
    return new RedisKeys().text(command[0], command, command.length - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET user:1, GET user:1",
    "get user:1, get user:1",
    "SET user:1 hunter2 EX 60, SET user:1 ? ? ?",
    "MGET a b c, MGET a b c",
    "MSET a hunter2 b hunter2, MSET a ? b ?",
    "RENAME a b, RENAME a b",
    "BLPOP a b 5, BLPOP a b ?",
    "HSET a field hunter2, HSET a ? ?",
    "EVALSHA 0a1f 1 a hunter2, EVALSHA 0a1f 1 a ?",
    "EVALSHA hunter-2 x a hunter2, EVALSHA ? ? ? ?",
    "FCALL add_one 2 a b hunter2, FCALL add_one 2 a b ?",
    "AUTH hunter2, AUTH ?",
    "CONFIG SET requirepass hunter2, CONFIG ? ? ?",
    "MY.COMMAND hunter2, MY.COMMAND ?",
    "PING, PING"
  })
  void keysAreToldWhereTheirPlaceIsKnown(String command, String text) {
    assertThat(text(command.split(" "))).isEqualTo(text);
  }

  @Test
  void aScriptIsToldByItsFirstLineWithoutWhatMayBeAValue() {
    assertThat(text("EVAL", "return redis.call('GET', KEYS[1])\nhunter2", "1", "a", "hunter2"))
        .isEqualTo("EVAL \"return redis.call('GET', KEYS[1])\" 1 a ?");
    assertThat(text("EVAL", "local pin, word = 4711, 'hunter\\'2' -- hunter2", "0"))
        .isEqualTo("EVAL \"local pin, word = ?, '?'\" 0");
    assertThat(text("EVAL_RO", "local a\t= [[hunter2]]", "0")).isEqualTo("EVAL_RO \"local a =\" 0");
    assertThat(text("EVAL", "return \"hunter2", "hunter2")).isEqualTo("EVAL \"return '?'\" ?");
  }

  @Test
  void withoutThemEachArgumentIsAQuestionMark() {
    assertThat(RedisKeys.text("SET", 2)).isEqualTo("SET ? ?");
    assertThat(RedisKeys.text("MSET", 21)).isEqualTo("MSET" + " ?".repeat(20) + " ...");
  }

  @Test
  void aKeyIsCutAndHasNoControlCharacters() {
    assertThat(text("GET", "a\u0000b\u001b[31m\r\n\u00e9")).isEqualTo("GET a.b.[31m..\u00e9");
    assertThat(text("GET", "k".repeat(200))).isEqualTo("GET " + "k".repeat(128) + "...");
  }
}
