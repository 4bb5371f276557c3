package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedissonBatchTest {

  private static String of(String... commands) {
    RedissonBatch batch = new RedissonBatch();
    for (String command : commands) {
      batch.add(RedisCommand.of(command));
    }
    return batch.command() + " " + batch.size();
  }

  @Test
  void isCalledByItsCommandsWhereTheyAreTheSame() {
    assertThat(of("GET", "SET")).isEqualTo("PIPELINE 2");
    assertThat(of("GET", "GET", "GET")).isEqualTo("PIPELINE GET 3");
    assertThat(of("GET", "SET", "GET")).isEqualTo("PIPELINE 3");
  }

  @Test
  void oneCommandIsNoBatch() {
    assertThat(of("GET")).isEqualTo("GET " + RedisCall.NO_BATCH);
    assertThat(of("CLIENT", "GET", "WAIT")).isEqualTo("GET " + RedisCall.NO_BATCH);
  }

  @Test
  void whatMakesATransactionIsNoneOfItsCommands() {
    assertThat(of("MULTI", "GET", "SET", "EXEC")).isEqualTo("MULTI 2");
    assertThat(of("ASKING", "MULTI", "GET", "EXEC")).isEqualTo("MULTI GET 1");
    RedissonBatch unknown = new RedissonBatch();
    unknown.isTransaction();
    assertThat(unknown.command()).isSameAs(RedisCommand.MULTI);
  }
}
