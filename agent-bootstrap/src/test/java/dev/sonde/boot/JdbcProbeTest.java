package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcProbeTest {

  private final Recorder recorder = new Recorder();
  private final Thing connection = new Thing();
  private final Thing statement = new Thing();

  @BeforeEach
  void measure() {
    JdbcProbe.install(recorder);
  }

  @AfterEach
  void measureNoMore() {
    JdbcProbe.install(null);
    Carried.forgetAll();
  }

  @Test
  void anExecutionIsMeasuredOnceThoughTheDriverCallsItselfInside() {
    JdbcCall outer = JdbcProbe.execute(statement, "select 1");
    JdbcCall inner = JdbcProbe.execute(statement, "select 1");
    JdbcCall internal = JdbcProbe.execute(new Thing(), "select from catalogue");
    JdbcProbe.executed(outer, statement, null, JdbcProbe.UNTOLD);

    assertThat(inner).isNull();
    assertThat(internal).isNull();
    assertThat(recorder.ended).containsExactly("select 1");
  }

  @Test
  void aWrapperThatNobodyKnowsGivesWayToWhatItWrapsAndIsKnownFromThenOn() {
    Object wrapper = foreign();
    for (int i = 0; i < 2; i++) {
      JdbcCall outer = JdbcProbe.execute(wrapper, "select 1");
      JdbcCall inner = JdbcProbe.execute(statement, "select 1");
      JdbcProbe.executed(inner, statement, null, JdbcProbe.UNTOLD);
      if (outer != null) {
        JdbcProbe.executed(outer, wrapper, null, JdbcProbe.UNTOLD);
      }
    }

    assertThat(recorder.ended).containsExactly("select 1", "select 1");
    assertThat(recorder.undone).isEqualTo(1);
    assertThat(recorder.started).isEqualTo(3);
  }

  @Test
  void whatADriverAsksOfAnotherOneIsItsBusiness() {
    Object linked = 7L;
    JdbcCall outer = JdbcProbe.execute(linked, "select from linked table");
    assertThat(JdbcProbe.execute(statement, "select")).isNull();
    JdbcProbe.executed(outer, linked, null, JdbcProbe.UNTOLD);

    assertThat(recorder.ended).containsExactly("select from linked table");
    assertThat(recorder.undone).isZero();
  }

  @Test
  void aThreadThatBeginsToServeIsInNoCallThatNeverEnded() {
    JdbcProbe.execute(statement, "torn off");
    assertThat(JdbcProbe.execute(statement, "select")).isNull();
    Current.cell().serve();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select"), statement, null, 1L);

    assertThat(recorder.ended).containsExactly("select");
  }

  @Test
  void whatAPreparedStatementExecutesIsWhatItWasPreparedWith() {
    JdbcProbe.made(connection, statement, "update t set a = ?");
    for (int i = 0; i < 3; i++) {
      JdbcProbe.executed(JdbcProbe.execute(statement, null), statement, null, 2L);
    }

    assertThat(recorder.ended).hasSize(3).containsOnly("update t set a = ?");
    assertThat(recorder.queries).containsExactly("update t set a = ?");
    assertThat(recorder.affected).isEqualTo(6);
  }

  @Test
  void afterADetachAndAnotherAttachAPreparedStatementIsMeasuredByTheNewRecorder() {
    JdbcProbe.made(connection, statement, "select 2");
    JdbcProbe.executed(JdbcProbe.execute(statement, null), statement, null, JdbcProbe.UNTOLD);
    Recorder next = new Recorder();
    JdbcProbe.install(next);
    JdbcProbe.executed(JdbcProbe.execute(statement, null), statement, null, JdbcProbe.UNTOLD);

    assertThat(recorder.ended).containsExactly("select 2");
    assertThat(next.ended).containsExactly("select 2");
    assertThat(next.queries).containsExactly("select 2");
  }

  @Test
  void aStatementWithoutAFieldIsLetGoWithTheResultSetThatNobodyCloses() {
    for (int i = 0; i < 10; i++) {
      leaveOpen(new Object[1], new Thing());
    }
    for (int i = 0; i < 100 && Carried.size() > 0; i++) {
      System.gc();
    }
    assertThat(Carried.size()).isZero();
  }

  private static void leaveOpen(Object[] loaded, Thing resultSet) {
    resultSet.of = loaded;
    JdbcProbe.executed(JdbcProbe.execute(loaded, "select 1"), loaded, null, resultSet);
    assertThat(JdbcProbe.next(resultSet)).isNotNull();
  }

  @Test
  void aProxyWithAllInterfacesOfAConnectionIsAskedNothing() {
    List<String> asked = new ArrayList<>();
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Carrier.class},
            (self, method, arguments) -> {
              asked.add(method.getName());
              return null;
            });
    JdbcProbe.obtained(new Object(), proxy);
    JdbcProbe.connected(null, new Object(), proxy, "jdbc:x:y");
    assertThat(asked).isEmpty();
  }

  @Test
  void rowsAreCountedUntilTheResultSetIsClosedAndOnce() {
    Thing resultSet = new Thing();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select 1"), statement, null, resultSet);
    read(resultSet, 3);
    JdbcProbe.closedRows(resultSet);
    JdbcProbe.closedRows(resultSet);
    JdbcProbe.closed(statement);

    assertThat(recorder.rows).containsExactly(3L);
  }

  @Test
  void aMoveInsideOfAMoveIsTheSameRow() {
    Thing resultSet = new Thing();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select 1"), statement, null, resultSet);
    JdbcRows outer = JdbcProbe.next(resultSet);
    assertThat(JdbcProbe.next(resultSet)).isNull();
    outer.moved(true);
    JdbcProbe.closedRows(resultSet);

    assertThat(recorder.rows).containsExactly(1L);
  }

  @Test
  void aResultSetThatWasNeverClosedIsOverWithTheNextExecutionAndCountsNoMore() {
    Thing first = new Thing();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select 1"), statement, null, first);
    read(first, 2);
    Thing second = new Thing();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select 1"), statement, null, second);
    read(first, 5);
    JdbcProbe.closedRows(first);
    read(second, 1);
    JdbcProbe.closed(statement);

    assertThat(recorder.rows).containsExactly(2L, 1L);
  }

  @Test
  void aResultSetThatHasNoFieldIsCountedAllTheSame() {
    Object resultSet = new Object();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select 1"), statement, null, resultSet);
    read(resultSet, 4);
    JdbcProbe.closedRows(resultSet);

    assertThat(recorder.rows).containsExactly(4L);
  }

  @Test
  void aResultSetThatAStatementWrapsInItsOwnIsCountedOnce() {
    Thing wrapped = new Thing();
    Thing wrapping = new Thing();
    execute(statement, "select 1");
    JdbcCall outer = JdbcProbe.give(statement);
    assertThat(JdbcProbe.give(statement)).as("the method that it overrides").isNull();
    JdbcProbe.gave(outer, statement, wrapping);
    readThrough(wrapping, wrapped, 3);

    assertThat(recorder.rows).containsExactly(3L);
  }

  @Test
  void aResultSetOfAStatementThatAnotherOneStandsBeforeIsCountedOnce() {
    Thing driver = new Thing();
    Thing wrapped = new Thing();
    Thing wrapping = new Thing();
    execute(driver, "select what is behind");
    for (int i = 1; i <= 2; i++) {
      JdbcCall call = JdbcProbe.execute(statement, "select 1");
      assertThat(JdbcProbe.execute(driver, "select 1")).as("of one library").isNull();
      assertThat(JdbcProbe.give(driver)).as("in an execution").isNull();
      JdbcProbe.executed(call, statement, null, JdbcProbe.UNTOLD);
      JdbcCall outer = JdbcProbe.give(statement);
      assertThat(JdbcProbe.give(driver)).as("of the driver's").isNull();
      JdbcProbe.gave(outer, statement, wrapping);
      readThrough(wrapping, wrapped, i);
    }

    assertThat(recorder.rows).containsExactly(1L, 2L);
  }

  @Test
  void aResultSetThatIsBehindAWrapperWhichNobodyMeasuresIsTheDriversOwn() {
    Object wrapper = foreign();
    Thing resultSet = new Thing();
    for (int i = 1; i <= 2; i++) {
      JdbcCall outer = JdbcProbe.execute(wrapper, "select 1");
      execute(statement, "select 1");
      if (outer != null) {
        JdbcProbe.executed(outer, wrapper, null, JdbcProbe.UNTOLD);
      }
      assertThat(JdbcProbe.give(wrapper)).isNull();
      JdbcProbe.gave(JdbcProbe.give(statement), statement, resultSet);
      readThrough(new Thing(), resultSet, i);
    }

    assertThat(recorder.rows).containsExactly(1L, 2L);
  }

  @Test
  void whoeverAsksAgainForAResultSetGetsNoOtherOneUntilTheStatementGoesOn() {
    execute(statement, "select 1; select 2");
    Thing first = new Thing();
    JdbcProbe.gave(JdbcProbe.give(statement), statement, first);
    Thing again = new Thing();
    JdbcProbe.gave(JdbcProbe.give(statement), statement, again);
    readThrough(again, first, 1);
    JdbcProbe.wentOn(statement);
    JdbcProbe.gave(JdbcProbe.give(statement), statement, null);
    JdbcProbe.wentOn(statement);
    Thing second = new Thing();
    JdbcProbe.gave(JdbcProbe.give(statement), statement, second);
    readThrough(new Thing(), second, 2);

    assertThat(recorder.rows).containsExactly(1L, 2L);
  }

  @Test
  void whatADriverExecutesToGiveOutAResultSetIsNotMeasured() {
    execute(statement, "select 1");
    JdbcCall giving = JdbcProbe.give(statement);
    assertThat(JdbcProbe.execute(new Thing(), "fetch")).isNull();
    JdbcProbe.gave(giving, statement, null);
    execute(statement, "select 2");

    assertThat(recorder.ended).containsExactly("select 1", "select 2");
  }

  @Test
  void aBatchHasASizeAndTheTextsThatWereAdded() {
    add(statement, "insert 1", null);
    add(statement, "insert 2", null);
    add(statement, "refused", new IllegalArgumentException());
    JdbcCall batch = JdbcProbe.executeBatch(statement);
    assertThat(batch.batchSize()).isEqualTo(2);
    JdbcProbe.executed(batch, statement, null, new int[] {1, -2});

    assertThat(recorder.ended).containsExactly("insert 1|insert 2");
    assertThat(recorder.affected).isEqualTo(1);
    assertThat(JdbcProbe.executeBatch(statement)).as("an empty batch").isNull();
  }

  @Test
  void anAdditionInsideOfAnAdditionIsTheSame() {
    Object outer = JdbcProbe.addToBatch(statement);
    assertThat(JdbcProbe.addToBatch(statement)).isNull();
    JdbcProbe.addedToBatch(outer, null, null);

    assertThat(JdbcProbe.executeBatch(statement).batchSize()).isEqualTo(1);
  }

  @Test
  void aTransactionLastsFromItsFirstStatementToItsEnd() {
    autoCommit(false);
    JdbcProbe.made(connection, statement, null);
    end(true, null);
    JdbcProbe.executed(JdbcProbe.execute(statement, "update"), statement, null, 1L);
    end(true, null);
    JdbcProbe.executed(JdbcProbe.execute(statement, "update"), statement, null, 1L);
    end(false, null);
    autoCommit(true);
    JdbcProbe.executed(JdbcProbe.execute(statement, "update"), statement, null, 1L);
    end(true, null);

    assertThat(recorder.transactions).containsExactly("commit", "rollback");
    assertThat(recorder.ended)
        .as("a commit of nothing is none")
        .containsExactly("update", "COMMIT", "update", "ROLLBACK", "update", "COMMIT");
  }

  @Test
  void aCommitThatFailsEndsNoTransactionByCommit() {
    autoCommit(false);
    JdbcProbe.made(connection, statement, null);
    JdbcProbe.executed(JdbcProbe.execute(statement, "update"), statement, null, 1L);
    end(true, new IllegalStateException());

    assertThat(recorder.transactions).isEmpty();
    assertThat(recorder.ended).containsExactly("update", "COMMIT");
  }

  @Test
  void whatADriverExecutesWhileItConnectsIsNotMeasured() {
    Thing driver = new Thing();
    JdbcCall call = JdbcProbe.connect(driver);
    assertThat(JdbcProbe.execute(statement, "set names")).isNull();
    JdbcProbe.connected(call, driver, connection, "jdbc:x");
    JdbcProbe.executed(JdbcProbe.execute(statement, "select"), statement, null, 1L);

    assertThat(recorder.ended).containsExactly("select");
    assertThat(Carried.get(connection)).isInstanceOf(JdbcConnection.class);
  }

  @Test
  void threadsThatShareAConnectionMeasureEachTheirOwn() throws Exception {
    int threads = 4;
    int times = 500;
    autoCommit(false);
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String sql = "select " + i;
        running.add(
            pool.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  for (int n = 0; n < times; n++) {
                    Thing own = new Thing();
                    JdbcProbe.made(connection, own, sql);
                    Thing resultSet = new Thing();
                    JdbcProbe.executed(JdbcProbe.execute(own, null), own, null, resultSet);
                    read(resultSet, 2);
                    JdbcProbe.closed(own);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get(30, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    end(true, null);

    for (int i = 0; i < threads; i++) {
      assertThat(Collections.frequency(recorder.ended, "select " + i)).isEqualTo(times);
    }
    assertThat(recorder.ended).hasSize(threads * times + 1);
    assertThat(recorder.rows).hasSize(threads * times).containsOnly(2L);
    assertThat(recorder.transactions).containsExactly("commit");
  }

  @Test
  void whatOtherThreadsDoToARunningStatementEndsItNot() throws Exception {
    Thing other = new Thing();
    Exception cancelled = new IllegalStateException("cancelled");
    JdbcProbe.made(connection, statement, null);
    JdbcProbe.made(connection, other, null);
    JdbcCall call = JdbcProbe.execute(statement, "slow");
    Thread cancelling =
        new Thread(
            () -> {
              JdbcProbe.executed(JdbcProbe.execute(other, "kill"), other, null, JdbcProbe.UNTOLD);
              JdbcProbe.closed(statement);
              JdbcProbe.clearedBatch(statement);
            });
    cancelling.start();
    cancelling.join();
    assertThat(recorder.ended).containsExactly("kill");
    JdbcProbe.executed(call, statement, cancelled, JdbcProbe.UNTOLD);

    assertThat(recorder.ended).containsExactly("kill", "slow");
    assertThat(recorder.thrown).containsExactly(cancelled);
  }

  @Test
  void aResultSetIsReadAndClosedByAnotherThread() throws Exception {
    Thing resultSet = new Thing();
    JdbcProbe.executed(JdbcProbe.execute(statement, "select"), statement, null, resultSet);
    Thread reading =
        new Thread(
            () -> {
              read(resultSet, 3);
              JdbcProbe.closedRows(resultSet);
            });
    reading.start();
    reading.join();
    JdbcProbe.closed(statement);

    assertThat(recorder.rows).containsExactly(3L);
  }

  @Test
  void anExecutionThatIsASpanHasTheValuesThatWereSetForIt() {
    prepare();
    set(1, "one");
    set(2, null);
    JdbcValues first = executed(null);
    set(2, 2L);
    set("name", "x");
    set("name", "y");
    JdbcValues second = executed(null);
    JdbcProbe.clearedParameters(statement);
    set(2, "two");
    JdbcValues third = executed(null);
    JdbcProbe.closed(statement);

    assertThat(texts(first)).containsExactly("one", "null");
    assertThat(texts(second)).containsExactly("one", "2", "name=y");
    assertThat(texts(third)).containsExactly(null, "two");
    assertThat(executed(null)).as("after it was closed").isNull();
  }

  @Test
  void whatADriverSetsWhileItSetsAParameterIsTheSame() {
    prepare();
    JdbcValues outer = JdbcProbe.set(statement);
    assertThat(JdbcProbe.set(statement)).isNull();
    outer.set("name", "x", null);

    assertThat(texts(executed(null))).containsExactly("name=x");
  }

  @Test
  void aValueThatTheDriverRefusesIsNotSet() {
    prepare();
    set(1, "one");
    JdbcProbe.set(statement).set(1, "two", new IllegalArgumentException());
    JdbcProbe.set(statement).set("name", "two", new IllegalArgumentException());
    set(0, "zero");
    set(-1, "before");
    JdbcProbe.set(statement).set(null, "no name", null);
    set("x".repeat(1000), "no name either");

    assertThat(texts(executed(null))).containsExactly("one");
  }

  @Test
  void ofManyParametersTheFirstAreKept() {
    prepare();
    for (int i = 1; i <= 3 * JdbcValues.MOST; i++) {
      set(i, i);
      set("name" + i, i);
    }
    JdbcValues values = executed(null);

    assertThat(values.places()).isEqualTo(JdbcValues.MOST);
    assertThat(values.at(JdbcValues.MOST - 1)).isEqualTo(JdbcValues.MOST);
    assertThat(values.names()).isEqualTo(JdbcValues.MOST);
    assertThat(values.highest()).isEqualTo(3 * JdbcValues.MOST);
  }

  @Test
  void ofLongTextsNoMoreIsKeptThanThereIsRoomFor() {
    prepare();
    set(1, "x".repeat(JdbcValues.MOST_CHARACTERS - 10));
    set(2, "x".repeat(11));
    set(3, "x".repeat(10));
    set("name", "x");

    assertThat(texts(executed(null)))
        .containsExactly(
            "x".repeat(JdbcValues.MOST_CHARACTERS - 10), null, "x".repeat(10), "name=null");
  }

  @Test
  void batchesTextsAndWhatIsNoSpanHaveNoValues() {
    prepare();
    set(1, "one");
    assertThat(executed("select 1")).isNull();
    add(statement, null, null);
    JdbcCall batch = JdbcProbe.executeBatch(statement);
    assertThat(batch.operation()).isNotInstanceOf(JdbcValuedOperation.class);
    JdbcProbe.executed(batch, statement, null, new int[] {1});
    recorder.sampling = false;
    JdbcCall unsampled = JdbcProbe.execute(statement, null);
    assertThat(unsampled.operation()).isNull();
    JdbcProbe.executed(unsampled, statement, null, JdbcProbe.UNTOLD);
  }

  @Test
  void whereValuesAreNotToldNoneIsKept() {
    recorder.telling = false;
    assertThat(JdbcProbe.set(statement)).isNull();
    assertThat(Carried.get(statement)).isNull();
  }

  @Test
  void whatWasSetBeforeADetachIsNotToldAfterAnotherAttach() {
    prepare();
    set(1, "one");
    set(2, "two");
    Recorder next = new Recorder();
    next.sampling = true;
    JdbcProbe.install(next);
    set(2, "three");

    assertThat(texts(executed(null))).containsExactly(null, "three");
  }

  @Test
  void withoutARecorderNothingIsMeasured() {
    JdbcProbe.install(null);
    assertThat(JdbcProbe.execute(statement, "select 1")).isNull();
    assertThat(JdbcProbe.executeBatch(statement)).isNull();
    assertThat(JdbcProbe.connect(statement)).isNull();
    assertThat(JdbcProbe.give(statement)).isNull();
    assertThat(JdbcProbe.set(statement)).isNull();
    assertThat(JdbcProbe.endTransaction(connection, true)).isNull();
    assertThat(JdbcProbe.commented("select 1")).isEqualTo("select 1");
  }

  private void autoCommit(boolean on) {
    JdbcCall call = JdbcProbe.changeAutoCommit(connection);
    assertThat(JdbcProbe.endTransaction(connection, true)).as("the driver's own commit").isNull();
    JdbcProbe.changedAutoCommit(call, connection, on, null);
  }

  private void end(boolean committed, @Nullable Throwable thrown) {
    JdbcCall call = JdbcProbe.endTransaction(connection, committed);
    if (call != null) {
      JdbcProbe.endedTransaction(call, connection, committed, thrown);
    }
  }

  private static void add(Object statement, @Nullable String sql, @Nullable Throwable refused) {
    JdbcProbe.addedToBatch(JdbcProbe.addToBatch(statement), sql, refused);
  }

  private void prepare() {
    recorder.sampling = true;
    JdbcProbe.made(connection, statement, "update t set a = ?, b = ?");
  }

  private void set(int index, @Nullable Object value) {
    JdbcProbe.set(statement).set(index, value, null);
  }

  private void set(String name, @Nullable Object value) {
    JdbcProbe.set(statement).set(name, value, null);
  }

  /** Executes the statement, and tells the values of the span. */
  private @Nullable JdbcValues executed(@Nullable String sql) {
    JdbcCall call = JdbcProbe.execute(statement, sql);
    JdbcOperation span = call.operation();
    JdbcValues values = span instanceof JdbcValuedOperation valued ? valued.values : null;
    JdbcProbe.executed(call, statement, null, JdbcProbe.UNTOLD);
    return values;
  }

  private static List<String> texts(JdbcValues values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.places(); i++) {
      texts.add(values.at(i) == null ? null : values.at(i).toString());
    }
    for (int i = 0; i < values.names(); i++) {
      texts.add(values.name(i) + "=" + values.named(i));
    }
    return texts;
  }

  private static void execute(Object statement, String sql) {
    JdbcProbe.executed(JdbcProbe.execute(statement, sql), statement, null, JdbcProbe.UNTOLD);
  }

  /** Reads and closes a result set that hands each call on to another one. */
  private static void readThrough(Object wrapping, Object wrapped, int rows) {
    for (int i = 0; i <= rows; i++) {
      JdbcRows outer = JdbcProbe.next(wrapping);
      JdbcRows inner = JdbcProbe.next(wrapped);
      if (inner != null) {
        inner.moved(i < rows);
      }
      if (outer != null) {
        outer.moved(i < rows);
      }
    }
    JdbcProbe.closedRows(wrapping);
    JdbcProbe.closedRows(wrapped);
  }

  private static void read(Object resultSet, int rows) {
    for (int i = 0; i <= rows; i++) {
      JdbcRows moving = JdbcProbe.next(resultSet);
      if (moving != null) {
        moving.moved(i < rows);
      }
    }
  }

  /** An object whose class is of another library than this test's classes. */
  private static Object foreign() {
    return new java.util.concurrent.atomic.AtomicInteger();
  }

  /** An object of a woven class. */
  private static final class Thing implements Carrier {
    private @Nullable Object carried;

    /** What this leads to. */
    @Nullable Object of;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object newCarried) {
      carried = newCarried;
    }
  }

  private static final class Query extends JdbcQuery {
    private final String text;

    Query(JdbcRecorder recorder, String text) {
      super(recorder);
      this.text = text;
    }
  }

  private static final class Recorder extends JdbcRecorder {
    private final List<String> queries = list();
    private final List<String> ended = list();
    private final List<Throwable> thrown = list();
    private final List<String> transactions = list();
    private final List<Long> rows = list();
    private boolean sampling;
    private boolean telling = true;
    private int started;
    private int undone;
    private long affected;

    private static <T> List<T> list() {
      return Collections.synchronizedList(new ArrayList<>());
    }

    @Override
    public JdbcDatabase database(String url) {
      return new JdbcDatabase("other_sql", null, null, 0);
    }

    @Override
    public JdbcDatabase databaseOf(Class<?> driver) {
      return database("");
    }

    @Override
    public boolean isDriver(Class<?> type) {
      return type == Long.class;
    }

    @Override
    public JdbcQuery query(JdbcDatabase database, @Nullable String sql) {
      queries.add(String.valueOf(sql));
      return new Query(this, String.valueOf(sql));
    }

    @Override
    public JdbcQuery batch(JdbcQuery query) {
      return query;
    }

    @Override
    public JdbcQuery joined(JdbcDatabase database, @Nullable String[] texts, int count) {
      return query(database, String.join("|", java.util.Arrays.asList(texts).subList(0, count)));
    }

    @Override
    public JdbcQuery transactionEnd(JdbcDatabase database, boolean committed) {
      return new Query(this, committed ? "COMMIT" : "ROLLBACK");
    }

    @Override
    public boolean measuresRows() {
      return true;
    }

    @Override
    public @Nullable String commented(Current thread, @Nullable String sql) {
      return sql;
    }

    @Override
    public boolean comments() {
      return false;
    }

    @Override
    public boolean tellsParameters() {
      return telling;
    }

    @Override
    public Object kept(@Nullable Object value) {
      return value == null ? "null" : value;
    }

    @Override
    public synchronized @Nullable JdbcOperation start(Current thread, JdbcCall call) {
      started++;
      if (!sampling) {
        return null;
      }
      JdbcValues values = call.values();
      return values == null
          ? new JdbcOperation(new Origin(), thread, call.query(), call.batchSize())
          : new JdbcValuedOperation(new Origin(), thread, call.query(), values);
    }

    @Override
    public synchronized void end(JdbcCall call, @Nullable Throwable failure, long affectedRows) {
      ended.add(((Query) call.query()).text);
      if (failure != null) {
        thrown.add(failure);
      }
      affected += Math.max(0, affectedRows);
    }

    @Override
    public void undo(JdbcCall call) {
      undone++;
    }

    @Override
    public void transaction(JdbcDatabase database, boolean committed, long nanos) {
      transactions.add(committed ? "commit" : "rollback");
    }

    @Override
    public void rows(JdbcQuery query, long count, long nanos) {
      rows.add(count);
    }
  }
}
