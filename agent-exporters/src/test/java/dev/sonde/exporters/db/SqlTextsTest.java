package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SqlTextsTest {

  private static final int MOST = 1_000;
  private static final int THREADS = 8;

  private final SqlTexts texts = new SqlTexts(Dialect.POSTGRESQL);

  @Test
  void aQueryIsReadOnce() {
    SqlText first = texts.get("SELECT 1");

    assertThat(texts.get(new String("SELECT 1"))).isSameAs(first);
    assertThat(first.text()).isEqualTo("SELECT ?");
  }

  @Test
  void aLongQueryIsNotHeld() {
    String sql = "SELECT '" + "x".repeat(SqlTexts.LONGEST) + "' FROM t";

    assertThat(texts.get(sql).summary()).isEqualTo("SELECT t");
    assertThat(texts.size()).isZero();
  }

  @Test
  void nothingIsNoQuery() {
    assertThat(texts.get(null).text()).isEmpty();
    assertThat(texts.size()).isZero();
  }

  @Test
  void ofAnyNumberOfQueriesAFewAreHeldAndTheUsedOnesStay() {
    SqlText hot = texts.get("SELECT * FROM hot");
    for (int i = 0; i < 100_000; i++) {
      texts.get("SELECT " + i);
      assertThat(texts.get("SELECT * FROM hot") == hot).isTrue();
    }

    assertThat(texts.size()).isBetween(MOST / 2, MOST);
  }

  @Test
  void theCharactersHeldAreBounded() {
    String filler = "x".repeat(SqlTexts.LONGEST - 20);
    for (int i = 0; i < 1_000; i++) {
      texts.get("SELECT " + filler + i);
    }

    assertThat(texts.size()).isLessThan(100);
  }

  @Test
  void threadsThatShareItGetTheSameTexts() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<Integer>> results = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      Callable<Integer> task =
          () -> {
            start.await();
            int wrong = 0;
            for (int i = 0; i < 20_000; i++) {
              boolean own = i % 2 == 0;
              String table = own ? "t" + thread + "_" + i : "shared_" + i % 100;
              SqlText text = texts.get("SELECT * FROM " + table);
              wrong += table.equals(text.collection()) ? 0 : 1;
            }
            return wrong;
          };
      results.add(pool.submit(task));
    }
    for (Future<Integer> result : results) {
      assertThat(result.get(1, TimeUnit.MINUTES)).isZero();
    }
    pool.shutdown();

    assertThat(texts.size()).isLessThanOrEqualTo(MOST + 2 * THREADS);
  }
}
