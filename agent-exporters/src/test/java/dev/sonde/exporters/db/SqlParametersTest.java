package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlParametersTest {

  private static final Redaction LIST = new Redaction(List.of("*secret*", "Pin", "vault"));

  /** Of each parameter: T is told, h is hidden. */
  private static String told(String system, String sql, int set) {
    SqlParameters parameters = SqlParameters.of(sql, Dialect.of(system), LIST);
    StringBuilder told = new StringBuilder();
    for (int place = 0; place < set; place++) {
      told.append(parameters.tells(place, set) ? 'T' : 'h');
    }
    return told.toString();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          SELECT a FROM t WHERE id = ? AND secret = ? OR pin > ? AND age BETWEEN ? AND ?  | ThhTT
          SELECT a FROM t WHERE (id = ? AND secret = ?) OR (name LIKE ? ESCAPE '!')       | ThT
          SELECT a FROM t WHERE ((a = ?) OR ((b = ? OR my_SECRET_key = ?) AND c = ?))     | TThT
          SELECT a FROM t WHERE ? = id AND ? <> u.secret AND NOT id = ?                   | ThT
          SELECT a FROM t WHERE id IN (?, ?) AND secret NOT IN (?, ?)                     | TThh
          SELECT a FROM t WHERE lower(email) = lower(?) AND lower(secret) = lower(?)      | Th
          SELECT a FROM t WHERE check_it(?, secret) = 1 AND x = crypt(?, t.secret)        | hh
          SELECT a FROM t WHERE (id, secret) = (?, ?)                                     | hh
          SELECT a FROM t WHERE (id, name) IN ((?, ?), (?, ?)) LIMIT ? OFFSET ?           | TTTTTT
          SELECT a FROM t WHERE id = ? LIMIT ?, ?                                         | TTT
          SELECT a FROM t WHERE id = ? OFFSET ? ROWS FETCH NEXT ? ROWS ONLY               | TTT
          SELECT a FROM t WHERE id IS NOT DISTINCT FROM ? AND secret IS DISTINCT FROM ?   | Th
          SELECT a FROM t WHERE data ->> 'secret' = ? AND data ->> 'x' = ?                | hh
          SELECT a FROM t WHERE data @> ? AND data #>> '{a,b}' = ? AND x ?? 'a' = ?       | TTT
          SELECT a FROM t WHERE (? IS NULL OR name = ?)                                   | hT
          SELECT a FROM t WHERE id IN (SELECT u FROM s WHERE secret = ? AND b = ?)        | hT
          SELECT a FROM t WHERE secret IN (SELECT u FROM s WHERE b = ?)                   | h
          SELECT a FROM t WHERE EXISTS (SELECT 1 FROM s WHERE s.b = ?) AND t.c = ?        | TT
          SELECT a FROM t JOIN s ON s.id = t.id AND s.secret = ? WHERE t.b = ?            | hT
          SELECT a FROM (SELECT b FROM s WHERE c = ?) x WHERE secret = ?                  | Th
          SELECT a FROM vault WHERE id = ?                                                | h
          SELECT a FROM t JOIN "Vault" v ON v.id = t.id WHERE t.id = ?                    | h
          SELECT a FROM t, public.vault WHERE id = ?                                      | h
          DELETE FROM vault WHERE id = ?                                                  | h
          SELECT ?, upper(?), CAST(? AS text), ?::varchar, ? AS name FROM t               | hhhhh
          SELECT a FROM t WHERE substring(secret FROM ? FOR ?) = ? AND b = ?              | hhhT
          SELECT a FROM t WHERE extract(year FROM born) = ? AND trim(? FROM secret) = ?   | Thh
          SELECT a FROM t WHERE a = ? -- secret                                           | T
          SELECT a FROM t WHERE "secret" = ? AND [b] = ?                                  | hT
          SELECT a FROM t WHERE b = 'it''s ? b' AND c = ?                                 | T
          SELECT a FROM t WHERE secret = :secret AND b = ?                                | T
          SELECT a FROM t GROUP BY a HAVING count(b) > ? AND max(secret) > ?              | Th
          WITH x AS (SELECT a FROM t WHERE secret = ? AND b = ?) SELECT a FROM x WHERE a = ? | hTT
          UPDATE t SET a = ?, secret = ?, b = b + ? WHERE id = ?                          | ThTT
          UPDATE t SET (a, secret) = (?, ?) WHERE id = ?                                  | hhT
          UPDATE t SET secret = CASE WHEN id = ? AND b = ? THEN ? ELSE ? END, c = ?       | hhhhT
          UPDATE t SET a = CASE secret WHEN ? THEN 1 END, b = CASE c WHEN ? THEN ? END    | hTT
          UPDATE t SET secret = coalesce(?, secret), b = coalesce(?, b)                   | hT
          UPDATE vault SET a = ?                                                          | h
          INSERT INTO t (id, secret, c) VALUES (?, ?, ?), (?, ?, ?)                       | ThTThT
          INSERT INTO t (id, secret, c) VALUES (f(?, ?), crypt(?, gen(?)), ?::text)       | TThhT
          INSERT INTO s.t AS x (id, "secret") VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET b = ?, secret = ? | ThTh
          INSERT INTO t (id, b) VALUES (?, ?) ON DUPLICATE KEY UPDATE b = VALUES(b), c = ?, secret = ? | TTTh
          INSERT INTO t (id, b) VALUES ((SELECT x FROM s WHERE secret = ?), ?)            | hT
          INSERT INTO t VALUES (?, ?::text)                                               | hh
          INSERT INTO t SET a = ?, secret = ?                                             | Th
          INSERT INTO t (id, secret) SELECT ?, ? FROM s WHERE b = ?                       | hhh
          INSERT INTO t (id, b) SELECT ?, ? FROM s WHERE b = ?                            | hhT
          INSERT INTO t PARTITION (p) (secret, id) VALUES (?, ?)                          | hT
          INSERT INTO settings (name, value) VALUES ('my.secret', ?)                      | h
          UPDATE settings SET value = ? WHERE name = 'pin'                                | h
          WITH x AS (INSERT INTO s (a, b) VALUES (?, ?)) INSERT INTO t VALUES (?, ?)      | TThh
          INSERT INTO vault (id) VALUES (?)                                               | h
          REPLACE INTO t (id, secret) VALUES (?, ?)                                       | Th
          MERGE INTO t (id, secret) KEY (id) VALUES (?, ?)                                | Th
          MERGE INTO t KEY (id) VALUES (?, ?)                                             | hh
          MERGE INTO t USING (VALUES (?, ?)) s (id, b) ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id, secret) VALUES (s.id, ?) | hhh
          MERGE INTO t USING s ON t.id = ? WHEN MATCHED AND s.b = ? THEN UPDATE SET secret = ?, c = ? | TThT
          {call p(?, ?)}                                                                  | hh
          {? = call p(name => ?, b => ?)}                                                 | hTT
          CALL vault(name => ?)                                                           | h
          UPDATE t SET a = ? WHERE id = ?; UPDATE t SET secret = ? WHERE id = ?           | TThT
          """)
  void aValueIsToldWhereTheTextNamesWhatItIsForAndThatIsNotInTheList(String sql, String told) {
    assertThat(told("h2database", sql.replace("[b]", "b"), told.length())).isEqualTo(told);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          oracle.db  | SELECT a FROM t WHERE b = :1 AND secret = :2      | Th
          oracle.db  | SELECT a FROM t WHERE b = :x AND c = :my_secret   | Th
          sqlite     | SELECT a FROM t WHERE b = ?2 AND c = ?1           | hh
          sqlite     | SELECT a FROM t WHERE b = :x AND c = $y           | hh
          sqlite     | SELECT a FROM t WHERE b = $x                      | h
          mysql      | SELECT a FROM t WHERE `secret` = ? AND `b` = ?    | hT
          mysql      | SELECT a FROM t WHERE "secret" = ? AND b = @x + ? | hh
          microsoft.sql_server | SELECT a FROM t WHERE [secret] = ? AND [b] = ? | hT
          microsoft.sql_server | EXEC p @b = ?, @secret = ?              | hh
          microsoft.sql_server | EXEC p @b = ?, @c = ?                   | TT
          other_sql  | SELECT a FROM t WHERE b = ? AND c = 'x\\' AND d = ? | hh
          postgresql | SELECT a FROM t WHERE b = ? AND c = $$ ? $$       | T
          postgresql | SELECT a FROM t WHERE b = ?                       | hh
          """)
  void itIsReadAsTheDatabaseReadsIt(String system, String sql, String told) {
    assertThat(told(system, sql, told.length())).isEqualTo(told);
  }

  @Test
  void withAnEmptyListAllIsTold() {
    Redaction none = new Redaction(List.of("none"));
    SqlParameters parameters = SqlParameters.of("SELECT ?", Dialect.STANDARD, none);
    assertThat(parameters.tells(0, 1)).isTrue();
    assertThat(parameters.tells(7, 8)).isTrue();
    assertThat(parameters.tells("secret")).isTrue();
  }

  @Test
  void aParameterWithANameIsToldByIt() {
    SqlParameters parameters = SqlParameters.of("{call p(?)}", Dialect.STANDARD, LIST);
    assertThat(parameters.tells("id")).isTrue();
    assertThat(parameters.tells("theSecret")).isFalse();
    assertThat(parameters.tells("@pin")).isFalse();
    SqlParameters hidden = SqlParameters.of("{call vault(?)}", Dialect.STANDARD, LIST);
    assertThat(hidden.tells("id")).isFalse();
  }

  @Test
  void longListsAreReadToTheirBoundAndDeepOnesAreHidden() {
    String list = "SELECT a FROM t WHERE id IN (" + "?,".repeat(5000) + "?)";
    SqlParameters parameters = SqlParameters.of(list, Dialect.STANDARD, LIST);
    assertThat(parameters.tells(99, 5001)).isTrue();
    assertThat(parameters.tells(100, 5001)).isFalse();
    String columns = "INSERT INTO t (" + "a,".repeat(5000) + "b) VALUES (?)";
    assertThat(told("postgresql", columns, 1)).isEqualTo("T");
    String deep = "SELECT a FROM t WHERE " + "(".repeat(5000) + "a = ?";
    assertThat(told("postgresql", deep, 1)).isEqualTo("h");
  }

  @Test
  @Timeout(20)
  void anyTextIsRead() {
    String[] words =
        ("SELECT INSERT INTO VALUES ( ) ( ) , . ; ? ? ?? :: = > AND OR BETWEEN CASE END WHEN"
                + " UPDATE SET FROM WHERE secret a 'x' \" ' \\ -- /* */ $$ AS LIMIT IN ROW \uD800"
                + " CALL")
            .split(" ");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        sql.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "" : " ");
      }
      Dialect dialect = Dialect.values()[random.nextInt(Dialect.values().length)];
      SqlParameters.of(sql.toString(), dialect, LIST).tells(0, 1);
    }
  }

  @Test
  void theTimeIsLinear() {
    String[] texts = {
      "a = ? AND ".repeat(6000),
      "f(".repeat(30_000),
      "VALUES (?), ".repeat(5000),
      "?".repeat(60_000)
    };
    for (String text : texts) {
      long start = System.nanoTime();
      SqlParameters.of("SELECT a FROM t WHERE " + text, Dialect.STANDARD, LIST);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }
}
