package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommentTest {

  private static final Context CONTEXT =
      new Context(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L, true, null, null);

  @Test
  void theTraceStandsAtTheEnd() {
    assertThat(SqlComment.added("SELECT 1", CONTEXT))
        .isEqualTo(
            "SELECT 1 /*traceparent='00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'*/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT /* mine */ 1", "SELECT 1 -- mine", "SELECT 1 # mine", ""})
  void aTextThatHasACommentStaysAsItIs(String sql) {
    assertThat(SqlComment.added(sql, CONTEXT)).isSameAs(sql);
  }

  @Test
  void withoutATraceTheTextStaysAsItIs() {
    assertThat(SqlComment.added("SELECT 1", null)).isEqualTo("SELECT 1");
    assertThat(SqlComment.added("SELECT 1", new Context(0, 0, 0, false, null, "a=b")))
        .isEqualTo("SELECT 1");
    assertThat(SqlComment.added(null, CONTEXT)).isNull();
  }
}
