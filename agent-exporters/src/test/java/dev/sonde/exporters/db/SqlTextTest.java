package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          other_sql  | SELECT N'a', X'ff', b'01', E'a', U&'a'            | SELECT ?, ?, ?, ?, ?
          other_sql  | SELECT 0xFF, 1e5, 1e-5, .5, 1_000, 5.             | SELECT ?, ?, ?, ?, ?, ?
          other_sql  | SELECT a-1, a - 1, (a)-1, a*-1 FROM t             | SELECT a-?, a - ?, (a)-?, a*? FROM t
          other_sql  | SELECT DATE '2020-01-01', INTERVAL '1' DAY        | SELECT DATE ?, INTERVAL ? DAY
          other_sql  | SELECT {d '2020-01-01'}, {ts '2020-01-01 1:2:3'}  | SELECT {d ?}, {ts ?}
          other_sql  | SELECT TRUE, NULL, ?, :name, @p1, $1              | SELECT TRUE, NULL, ?, :name, @p1, $1
          other_sql  | SELECT "x" FROM t                                 | SELECT ? FROM t
          postgresql | SELECT "x" FROM t                                 | SELECT "x" FROM t
          mysql      | SELECT `x`, "y" FROM t                            | SELECT `x`, ? FROM t
          mysql      | SELECT 'a\\'b', "a\\"b" FROM t                    | SELECT ?, ? FROM t
          mysql      | SELECT 5--1 FROM t # secret                       | SELECT ?-? FROM t
          mysql      | SELECT 1 -- secret                                | SELECT ?
          mysql      | SELECT /*!40001 SQL_NO_CACHE */ a FROM t          | SELECT  a FROM t
          mysql      | SELECT /*! 'x*/ secret' */ a FROM t               | SELECT ?
          mysql      | SELECT _utf8'x', @@global.x                       | SELECT ?, @@global.x
          postgresql | SELECT 'a\\', b FROM t                            | SELECT ?, b FROM t
          postgresql | SELECT E'a\\'b', c FROM t                         | SELECT ?, c FROM t
          postgresql | SELECT $$it's$$, $a$ $$ $b$ $a$, $1 FROM t        | SELECT ?, ?, $1 FROM t
          postgresql | SELECT a::text, b->>'c', d[1:2], 'x'::int         | SELECT a::text, b->>?, d[?:?], ?::int
          postgresql | SELECT 1 /* a /* b */ secret */ FROM t            | SELECT ?  FROM t
          postgresql | SELECT a FROM t WHERE b #> '{c}' AND c ?? 'd'     | SELECT a FROM t WHERE b #> ? AND c ?? ?
          other_sql  | SELECT 1 /* a /* b */ secret */ FROM t            | SELECT ? ?
          other_sql  | SELECT 'it\\'s', secret FROM t                    | SELECT ?
          other_sql  | SELECT '''secret''', 1                            | SELECT ?
          other_sql  | SELECT a # secret                                 | SELECT a ?
          oracle.db  | SELECT q'[it's]', nq'!it's!', :1 FROM t           | SELECT ?, ?, :1 FROM t
          oracle.db  | CREATE USER scott IDENTIFIED BY "tiger"           | CREATE USER scott IDENTIFIED BY ?
          oracle.db  | ALTER USER s IDENTIFIED BY new REPLACE old        | ALTER USER s IDENTIFIED BY ?
          hsqldb     | CREATE USER s PASSWORD "x"                        | CREATE USER s PASSWORD ?
          hsqldb     | CREATE USER s PASSWORD x                          | CREATE USER s PASSWORD ?
          microsoft.sql_server | SELECT [it's], $12.5, £7 FROM [a b].[c] | SELECT [it's], ?, £? FROM [a b].[c]
          microsoft.sql_server | EXEC dbo.p bob, 'x', @a = y, @b OUTPUT  | EXEC dbo.p ?, ?, @a = ?, @b OUTPUT
          microsoft.sql_server | EXEC @r = p secret; SELECT a FROM #t    | EXEC @r = p ?; SELECT a FROM #t
          snowflake  | SELECT 'it\\'s', a:b.c FROM t // secret           | SELECT ?, a:b.c FROM t
          sqlite     | SELECT [a b], "x" FROM t                          | SELECT [a b], ? FROM t
          other_sql  | SELECT 'abc                                       | SELECT ?
          postgresql | SELECT "abc                                       | SELECT ?
          other_sql  | SELECT a /* abc                                   | SELECT a ?
          postgresql | SELECT $a$ abc                                    | SELECT ?
          other_sql  | SELECT a/*x*/FROM/**/t                            | SELECT a FROM t
          other_sql  | /*x*/ SELECT 1 -- y                               | SELECT ?
          """)
  void literalsAndCommentsAreNotInTheText(String system, String sql, String text) {
    assertThat(text(system, sql)).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          SELECT * FROM t WHERE a IN (1, 2) AND b NOT IN ('x','y')   | SELECT * FROM t WHERE a IN (?) AND b NOT IN (?)
          SELECT * FROM t WHERE a IN(?,?,?)                          | SELECT * FROM t WHERE a IN(?)
          SELECT * FROM t WHERE a IN (:a, :b) OR a = :c              | SELECT * FROM t WHERE a IN (?) OR a = :c
          SELECT * FROM t WHERE a IN ( -1 , -2 )                     | SELECT * FROM t WHERE a IN ( ? )
          SELECT * FROM t WHERE a IN (1, b, 2)                       | SELECT * FROM t WHERE a IN (?, b, ?)
          SELECT * FROM t WHERE a IN (f(1, 2), 3)                    | SELECT * FROM t WHERE a IN (f(?, ?), ?)
          SELECT * FROM t WHERE (a, b) IN ((1, 2), (3, 4))           | SELECT * FROM t WHERE (a, b) IN ((?, ?))
          SELECT * FROM t WHERE a IN (SELECT 1, 2 FROM u WHERE b IN (1, 2)) AND c IN (3, 4) | SELECT * FROM t WHERE a IN (SELECT ?, ? FROM u WHERE b IN (?)) AND c IN (?)
          INSERT INTO t VALUES (1, 'a'), (2, 'b'),(3, f(4))          | INSERT INTO t VALUES (?, ?)
          INSERT INTO t(a) VALUES (?), (?) ON DUPLICATE KEY UPDATE a = VALUES(a), b = 2 | INSERT INTO t(a) VALUES (?)  ON DUPLICATE KEY UPDATE a = VALUES(a), b = ?
          INSERT INTO t VALUES ROW(1, 2), ROW(3, 4)                  | INSERT INTO t VALUES ROW(?, ?)
          INSERT INTO t VALUES (1, (SELECT a FROM u WHERE b IN (1, 2))), (2, NULL) RETURNING a | INSERT INTO t VALUES (?, (SELECT a FROM u WHERE b IN (?)))  RETURNING a
          """)
  void listsAndRowsOfValuesAreOne(String sql, String text) {
    assertThat(text("postgresql", sql).replaceAll(" +", " ")).isEqualTo(text.replaceAll(" +", " "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          SELECT * FROM t                                    | SELECT t                | SELECT | t | -
          SELECT 1                                           | SELECT                  | SELECT | - | -
          SELECT * FROM public.t x, "a b" AS y, u            | SELECT public.t "a b" u | SELECT | - | -
          SELECT * FROM a JOIN b ON f(a.x, b.y) = 1, c       | SELECT a b c            | SELECT | - | -
          SELECT * FROM a e JOIN a m ON e.x = m.y            | SELECT a a              | SELECT | a | -
          SELECT * FROM (a JOIN b USING (x, y))              | SELECT a b              | SELECT | - | -
          SELECT * FROM a LEFT JOIN LATERAL (SELECT * FROM b) x ON TRUE | SELECT a SELECT b | SELECT | - | -
          SELECT * FROM generate_series(1, 2), t             | SELECT t                | SELECT | t | -
          SELECT EXTRACT(YEAR FROM x), TRIM(BOTH 'a' FROM y) FROM t | SELECT t         | SELECT | t | -
          SELECT * FROM t WHERE a IS DISTINCT FROM b         | SELECT t                | SELECT | t | -
          SELECT a FROM t UNION ALL SELECT b FROM u          | SELECT t SELECT u       | SELECT | - | -
          (SELECT a FROM t) UNION (SELECT b FROM t)          | SELECT t SELECT t       | SELECT | t | -
          SELECT * FROM t WHERE a IN (SELECT b FROM u) ORDER BY x, y | SELECT t SELECT u | SELECT | - | -
          SELECT (SELECT x FROM u), b FROM t, v              | SELECT SELECT u t v     | SELECT | - | -
          SELECT * FROM t FOR UPDATE                         | SELECT t                | SELECT | t | -
          WITH x AS (SELECT * FROM t), y(a, b) AS (SELECT * FROM x) SELECT * FROM x, y, u | SELECT t SELECT SELECT u | SELECT | - | -
          WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT n FROM x | SELECT SELECT SELECT | SELECT | - | -
          WITH x AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM x | DELETE t INSERT u SELECT | INSERT | - | -
          INSERT INTO t (a, b) VALUES (?, ?)                 | INSERT t                | INSERT | t | -
          INSERT INTO t WITH x AS (SELECT * FROM u) SELECT * FROM x | INSERT t SELECT u SELECT | INSERT | - | -
          INSERT INTO t SELECT * FROM t                      | INSERT t SELECT t       | INSERT | t | -
          INSERT IGNORE INTO t SET a = 1                     | INSERT t                | INSERT | t | -
          INSERT OR REPLACE INTO t VALUES (1)                | INSERT t                | INSERT | t | -
          INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2 | INSERT t      | INSERT | t | -
          INSERT ALL INTO a VALUES (1) INTO b VALUES (2) SELECT * FROM dual | INSERT a b SELECT dual | INSERT | - | -
          REPLACE INTO t VALUES (1)                          | REPLACE t               | REPLACE | t | -
          UPSERT INTO t VALUES (1)                           | UPSERT t                | UPSERT | t | -
          UPDATE t SET a = 1, b = 2 WHERE c = 3              | UPDATE t                | UPDATE | t | -
          UPDATE ONLY s.t x SET a = 1                        | UPDATE s.t              | UPDATE | s.t | -
          UPDATE t SET a = REPLACE(b, 'x', 'y')              | UPDATE t                | UPDATE | t | -
          UPDATE a, b SET a.x = b.x                          | UPDATE a b              | UPDATE | - | -
          UPDATE TOP (5) t SET a = 1                         | UPDATE t                | UPDATE | t | -
          DELETE FROM t WHERE a = 1                          | DELETE t                | DELETE | t | -
          delete from T                                      | delete T                | DELETE | T | -
          DELETE t WHERE a = 1                               | DELETE t                | DELETE | t | -
          DELETE o FROM orders o JOIN lines l ON 1 = 1       | DELETE orders lines     | DELETE | - | -
          DELETE FROM a USING b WHERE a.x = b.x              | DELETE a b              | DELETE | - | -
          MERGE INTO t USING s ON (t.a = s.a) WHEN MATCHED THEN UPDATE SET b = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1) | MERGE t s | MERGE | - | -
          MERGE INTO t USING (SELECT * FROM u) s ON 1 = 1 WHEN MATCHED THEN DELETE | MERGE t SELECT u | MERGE | - | -
          CALL p(1)                                          | CALL p                  | CALL | - | p
          {call s.p(?, ?)}                                   | call s.p                | CALL | - | s.p
          { ? = call p }                                     | call p                  | CALL | - | p
          EXEC dbo.p 1                                       | EXEC dbo.p              | EXEC | - | dbo.p
          EXEC @r = dbo.p @a                                 | EXEC dbo.p              | EXEC | - | dbo.p
          EXECUTE PROCEDURE p(1)                             | EXECUTE p               | EXECUTE | - | p
          EXECUTE IMMEDIATE 'x'                              | EXECUTE                 | EXECUTE | - | -
          BEGIN pkg.p(?, ?); END;                            | BEGIN pkg.p             | BEGIN | - | pkg.p
          BEGIN UPDATE t SET a = 1; DELETE FROM u; END;      | BEGIN UPDATE t DELETE u | BEGIN | - | -
          DECLARE x INT; BEGIN x := 1; UPDATE t SET a = x; END; | DECLARE BEGIN UPDATE t | DECLARE | t | -
          BEGIN                                              | BEGIN                   | BEGIN | - | -
          BEGIN TRANSACTION; UPDATE t SET a = 1; COMMIT      | BEGIN UPDATE t COMMIT   | - | t | -
          EXPLAIN ANALYZE SELECT * FROM t                    | EXPLAIN SELECT t        | EXPLAIN | t | -
          EXPLAIN (ANALYZE, FORMAT JSON) UPDATE t SET a = 1  | EXPLAIN UPDATE t        | EXPLAIN | t | -
          EXPLAIN PLAN FOR SELECT * FROM t                   | EXPLAIN SELECT t        | EXPLAIN | t | -
          SELECT 1; SELECT 2                                 | SELECT SELECT           | SELECT | - | -
          INSERT INTO a VALUES (1); UPDATE b SET x = 1;      | INSERT a UPDATE b       | - | - | -
          CREATE TABLE IF NOT EXISTS s.t (a int, b varchar(10)) | CREATE TABLE s.t     | CREATE TABLE | s.t | -
          create temporary table t as select * from u        | create table t select u | CREATE TABLE | - | -
          CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)        | CREATE INDEX i          | CREATE INDEX | - | -
          CREATE OR REPLACE VIEW v AS SELECT * FROM t        | CREATE VIEW v SELECT t  | CREATE VIEW | - | -
          CREATE MATERIALIZED VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x | CREATE VIEW v SELECT SELECT | CREATE VIEW | - | -
          CREATE FUNCTION f() RETURNS int AS $$ SELECT secret FROM t $$ | CREATE FUNCTION f | CREATE FUNCTION | - | -
          DROP TABLE IF EXISTS a, b CASCADE                  | DROP TABLE a b          | DROP TABLE | - | -
          DROP INDEX public.i                                | DROP INDEX public.i     | DROP INDEX | - | -
          ALTER TABLE t ADD COLUMN a int                     | ALTER TABLE t           | ALTER TABLE | t | -
          TRUNCATE t                                         | TRUNCATE t              | TRUNCATE | t | -
          TRUNCATE TABLE a, b                                | TRUNCATE TABLE a b      | TRUNCATE TABLE | - | -
          LOCK TABLE t IN EXCLUSIVE MODE                     | LOCK TABLE t            | LOCK TABLE | t | -
          COPY t (a, b) FROM STDIN                           | COPY t                  | COPY | t | -
          VACUUM (FULL, ANALYZE) t                           | VACUUM t                | VACUUM | t | -
          VACUUM                                             | VACUUM                  | VACUUM | - | -
          REFRESH MATERIALIZED VIEW v                        | REFRESH VIEW v          | REFRESH VIEW | - | -
          SET search_path TO x                               | SET                     | SET | - | -
          SHOW TABLES FROM x                                 | SHOW                    | SHOW | - | -
          USE shop                                           | USE shop                | USE | - | -
          COMMIT                                             | COMMIT                  | COMMIT | - | -
          ROLLBACK                                           | ROLLBACK                | ROLLBACK | - | -
          ROLLBACK TO SAVEPOINT x                            | ROLLBACK TO             | ROLLBACK TO | - | -
          ROLLBACK WORK TO x                                 | ROLLBACK TO             | ROLLBACK TO | - | -
          ALTER TABLE t RENAME TO u                          | ALTER TABLE t           | ALTER TABLE | t | -
          SAVEPOINT x                                        | SAVEPOINT               | SAVEPOINT | - | -
          DO $$ BEGIN PERFORM secret; END $$                 | DO                      | DO | - | -
          GRANT SELECT ON t TO bob                           | GRANT SELECT            | GRANT | - | -
          VALUES (1), (2)                                    | VALUES                  | VALUES | - | -
          nonsense 1                                         |                         | - | - | -
          """)
  void operationsAndTargetsAreInTheSummary(
      String sql, String summary, String operation, String collection, String procedure) {
    SqlText text = SqlText.of(sql, Dialect.POSTGRESQL);

    assertThat(text.summary()).isEqualTo(summary == null ? "" : summary);
    assertThat(text.operation()).isEqualTo(operation);
    assertThat(text.collection()).isEqualTo(collection);
    assertThat(text.procedure()).isEqualTo(procedure);
  }

  @Test
  void textsThatDifferInValuesAloneAreEqualAndTheirBatchesAreOthers() {
    SqlText one = SqlText.of("SELECT * FROM orders WHERE id = 1", Dialect.of("postgresql"));
    SqlText same = SqlText.of("SELECT * FROM orders WHERE id = 22", Dialect.of("postgresql"));
    SqlText other = SqlText.of("SELECT * FROM orders WHERE name = 1", Dialect.of("postgresql"));
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(one.batch()).isEqualTo(same.batch()).isNotEqualTo(one);
  }

  @Test
  void aStringInPlaceOfATableIsNotInTheSummary() {
    assertThat(SqlText.of("SELECT * FROM \"a\", 'b', c", Dialect.UNKNOWN).summary())
        .isEqualTo("SELECT c");
  }

  @Test
  void nothingIsAnEmptyText() {
    SqlText text = SqlText.of(null, Dialect.UNKNOWN);

    assertThat(text.text()).isEmpty();
    assertThat(text.summary()).isEmpty();
    assertThat(text.operation()).isNull();
  }

  @Test
  void theTextIsCutButNotInAPairOfSurrogates() {
    String sql = "SELECT \uD83D\uDE00\uD83D\uDE00 FROM t";

    assertThat(SqlText.of(sql, Dialect.UNKNOWN, 8).text()).isEqualTo("SELECT");
    assertThat(SqlText.of(sql, Dialect.UNKNOWN, 9).text()).isEqualTo("SELECT \uD83D\uDE00");
    assertThat(SqlText.of(sql, Dialect.UNKNOWN, 10).text()).isEqualTo("SELECT \uD83D\uDE00");
    assertThat(SqlText.of(sql, Dialect.UNKNOWN, 0).text()).isEmpty();
    assertThat(SqlText.of(sql, Dialect.UNKNOWN, 8).summary()).isEqualTo("SELECT t");
  }

  @Test
  void theSummaryEndsBeforeANameThatWouldBeCut() {
    StringBuilder sql = new StringBuilder("SELECT * FROM t");
    for (int i = 0; i < 100; i++) {
      sql.append(", table_").append(i);
    }
    String summary = SqlText.of(sql.toString(), Dialect.STANDARD).summary();

    assertThat(summary).hasSizeBetween(246, 255).matches("SELECT t( table_\\d+)+");
    assertThat(sql.toString().replace(",", "")).contains(summary.substring(7) + " ");
  }

  @Test
  void aNameOfAnyLengthIsBounded() {
    SqlText text = SqlText.of("SELECT * FROM " + "x".repeat(60_000), Dialect.STANDARD);

    assertThat(text.summary()).isEqualTo("SELECT");
    assertThat(text.collection()).isNull();
    assertThat(text.text()).hasSize(SqlText.MOST);
  }

  @Test
  void aCommentIsSeenAlsoBehindTheTextsEnd() {
    assertThat(SqlText.of("SELECT '--', '/*'", Dialect.STANDARD).isCommented()).isFalse();
    assertThat(SqlText.of("SELECT 1 /* x */", Dialect.STANDARD).isCommented()).isTrue();
    assertThat(SqlText.of("SELECT 1 --", Dialect.STANDARD).isCommented()).isTrue();
    assertThat(SqlText.of("SELECT 1 /* x", Dialect.STANDARD).isCommented()).isTrue();
    assertThat(SqlText.of("SELECT 1" + " , a".repeat(5000) + "--", Dialect.STANDARD).isCommented())
        .isTrue();
  }

  private static String text(String system, String sql) {
    return SqlText.of(sql, Dialect.of(system)).text();
  }
}
