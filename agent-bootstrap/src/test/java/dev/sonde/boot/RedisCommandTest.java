package dev.sonde.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class RedisCommandTest {

  private static RedisCommand sent(String name) {
    return RedisCommand.of(name.getBytes(ISO_8859_1));
  }

  @Test
  void aCommandIsTheSameByItsNameAndByWhatIsSent() {
    RedisCommand search = sent("FT.SEARCH");
    assertThat(search.name).isEqualTo("FT.SEARCH");
    assertThat(RedisCommand.of("FT.SEARCH")).isSameAs(search);
    assertThat(sent("FT.SEARCH")).isSameAs(search);
    assertThat(sent("MULTI")).isSameAs(RedisCommand.MULTI);
    assertThat(sent("get")).as("as it is provided").isNotSameAs(sent("GET"));
  }

  @Test
  void eachHasAPlaceOfItsOwn() {
    assertThat(RedisCommand.of("GET").index).isNotEqualTo(RedisCommand.of("SET").index);
    RedisCommand get = RedisCommand.of("GET");
    assertThat(get.pipelined()).isSameAs(get.pipelined());
    assertThat(get.pipelined().name).isEqualTo("PIPELINE GET");
    assertThat(get.queued().name).isEqualTo("MULTI GET");
    assertThat(get.queued().index).isNotEqualTo(get.pipelined().index);
  }

  @Test
  void whatIsNoNameIsNotTold() {
    assertThat(sent("")).isSameAs(RedisCommand.OTHER);
    assertThat(RedisCommand.of((byte[]) null)).isSameAs(RedisCommand.OTHER);
    assertThat(sent("a key with spaces")).isSameAs(RedisCommand.OTHER);
    assertThat(sent("\u0000\u001b[31m")).isSameAs(RedisCommand.OTHER);
    assertThat(sent("\u00e9")).isSameAs(RedisCommand.OTHER);
    assertThat(sent("X".repeat(65))).isSameAs(RedisCommand.OTHER);
  }

  /** In classes of its own, for what has a place has it for ever. */
  @Test
  void thoseOfRedisHaveTheirPlacesHoweverManyOthersThereAre() throws Exception {
    URL classes = RedisCommand.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader fresh =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = fresh.loadClass(RedisCommand.class.getName());
      Method byText = type.getMethod("of", String.class);
      Method byBytes = type.getMethod("of", byte[].class);
      Object last = null;
      for (int i = 0; i < RedisCommand.MOST_OF_ANY; i++) {
        last = byText.invoke(null, "MODULE." + i);
      }
      assertThat(last).hasToString("_OTHER");
      Object json = byBytes.invoke(null, (Object) "JSON.GET".getBytes(ISO_8859_1));
      assertThat(json).hasToString("JSON.GET").isSameAs(byText.invoke(null, "JSON.GET"));
      assertThat(type.getMethod("pipelined").invoke(json)).hasToString("PIPELINE JSON.GET");
      assertThat(type.getMethod("queued").invoke(byText.invoke(null, "MODULE.1")))
          .hasToString("MULTI");
      Object unknown = byBytes.invoke(null, (Object) "MODULE.NEW".getBytes(ISO_8859_1));
      assertThat(unknown).hasToString("_OTHER");
    }
  }

  @Test
  void whatFollowsFromTheNameIsKnown() {
    assertThat(RedisCommand.of("GET").lookup).isEqualTo(RedisLookup.VALUE);
    assertThat(RedisCommand.of("hmget").lookup).isEqualTo(RedisLookup.FIELD_VALUES);
    assertThat(RedisCommand.of("SET").lookup).isEqualTo(RedisLookup.NONE);
    assertThat(RedisCommand.of("BLPOP").blocking).isTrue();
    assertThat(RedisCommand.of("LPOP").blocking).isFalse();
    assertThat(RedisCommand.of("XREADGROUP").mayBlock).isTrue();
    assertThat(RedisCommand.of("punsubscribe").role).isSameAs(RedisRole.SUBSCRIPTION);
    assertThat(RedisCommand.of("PUBLISH").role).isSameAs(RedisRole.NONE);
    assertThat(RedisCommand.of("sentinel").mayBeUpkeep).isTrue();
    assertThat(RedisCommand.of("GET").mayBeUpkeep).isFalse();
  }
}
