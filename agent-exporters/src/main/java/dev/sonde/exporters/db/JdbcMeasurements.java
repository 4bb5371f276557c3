package dev.sonde.exporters.db;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.JdbcCall;
import dev.sonde.boot.JdbcConnection;
import dev.sonde.boot.JdbcDatabase;
import dev.sonde.boot.JdbcOperation;
import dev.sonde.boot.JdbcProbe;
import dev.sonde.boot.JdbcQuery;
import dev.sonde.boot.JdbcRecorder;
import dev.sonde.boot.JdbcValuedOperation;
import dev.sonde.boot.JdbcValues;
import dev.sonde.boot.Origin;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Tracing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Measures what JDBC drivers execute: durations, rows, batches, transactions, and the spans. */
public final class JdbcMeasurements extends JdbcRecorder {

  private static final String JDBC = "jdbc";
  private static final int MOST_ERROR_TYPES = 100;
  private static final int MOST_DATABASES = 200;

  private final Registry registry;
  private final Tracing tracing;
  private final Exemplars exemplars;
  private final SeriesTable<Histogram> durations;
  private final SeriesTable<Histogram> transactions;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);
  private final NPlusOne nPlusOne;
  private final Map<String, JdbcDatabase> databases = new ConcurrentHashMap<>();
  private final boolean spans;
  private final boolean resultSets;
  private final boolean fullText;
  private final boolean comments;
  private final @Nullable Redaction parameters;
  private final long slowNanos;

  /**
   * @param durations the table of {@link Catalogue#DB_OPERATION_DURATION}, of which there is one
   */
  public JdbcMeasurements(
      Config config, Registry registry, Tracing tracing, SeriesTable<Histogram> durations) {
    this.registry = registry;
    this.tracing = tracing;
    this.exemplars = Exemplars.of(config);
    this.durations = durations;
    this.transactions = SeriesTable.histograms(registry, Catalogue.DB_TRANSACTION_DURATION);
    this.nPlusOne = new NPlusOne(config.get(Property.JDBC_N_PLUS_ONE_THRESHOLD), registry);
    this.spans = config.get(Property.JDBC_SPANS);
    this.resultSets = config.get(Property.JDBC_RESULT_SETS);
    this.fullText = config.get(Property.JDBC_FULL_TEXT);
    this.comments = config.get(Property.JDBC_SQLCOMMENTER);
    this.parameters =
        spans && config.get(Property.JDBC_PARAMETERS)
            ? new Redaction(config.get(Property.JDBC_PARAMETERS_REDACT))
            : null;
    long threshold = config.get(Property.JDBC_SLOW_THRESHOLD);
    this.slowNanos = threshold == 0 ? Long.MAX_VALUE : MILLISECONDS.toNanos(threshold);
  }

  /** Measures from now on. */
  public static void install(
      Config config, Registry registry, Tracing tracing, SeriesTable<Histogram> durations) {
    JdbcProbe.install(new JdbcMeasurements(config, registry, tracing, durations));
  }

  /** Measures no more. */
  public static void uninstall() {
    JdbcProbe.install(null);
  }

  @Override
  public JdbcDatabase database(String url) {
    JdbcUrl parsed = JdbcUrl.parse(url);
    return database(
        parsed.system(),
        parsed.namespace(),
        parsed.serverAddress(),
        parsed.isDefaultPort() ? 0 : parsed.serverPort());
  }

  @Override
  public JdbcDatabase databaseOf(Class<?> driver) {
    return database(Drivers.system(driver.getName()), null, null, 0);
  }

  @Override
  public boolean isDriver(Class<?> type) {
    return !Drivers.system(type.getName()).equals(Drivers.UNKNOWN);
  }

  /** The one of these facts, which no URL with its password is kept for. */
  private JdbcDatabase database(
      String system, @Nullable String namespace, @Nullable String address, int port) {
    String key = system + '|' + namespace + '|' + address + '|' + port;
    JdbcDatabase known = databases.get(key);
    if (known == null) {
      known = new JdbcDatabase(system, namespace, address, port);
      if (databases.size() < MOST_DATABASES) {
        JdbcDatabase raced = databases.putIfAbsent(key, known);
        known = raced == null ? known : raced;
      }
    }
    return known;
  }

  private DatabaseHandles handles(JdbcDatabase database) {
    Object known = database.handles;
    if (known instanceof DatabaseHandles && ((DatabaseHandles) known).isOf(this)) {
      return (DatabaseHandles) known;
    }
    DatabaseHandles fresh = new DatabaseHandles(this, database, registry);
    database.handles = fresh;
    return fresh;
  }

  @Override
  public JdbcQuery query(JdbcDatabase database, @Nullable String sql) {
    return statement(database, sql);
  }

  private Statement statement(JdbcDatabase database, @Nullable String sql) {
    String given = sql == null ? "" : sql;
    DatabaseHandles handles = handles(database);
    Statement known = handles.statements.get(given);
    if (known == null) {
      SqlText text = SqlText.of(given, Dialect.of(database.system));
      known = make(database, handles.same(text), given);
      handles.statements.put(given, known);
    }
    return known;
  }

  @Override
  public JdbcQuery batch(JdbcQuery query) {
    return ((Statement) query).batch();
  }

  /** What the statements of a batch have in common is its summary, or nothing is. */
  @Override
  public JdbcQuery joined(JdbcDatabase database, @Nullable String[] texts, int count) {
    Statement first = statement(database, texts[0]);
    String summary = first.text().summary();
    StringBuilder joined = new StringBuilder();
    boolean same = true;
    for (int i = 0; i < count && joined.length() < SqlText.MOST; i++) {
      joined.append(i == 0 ? "" : "; ").append(texts[i]);
      SqlText text = statement(database, texts[i]).text();
      same &= first.text().equals(text);
      summary = text.summary().equals(summary) ? summary : "";
    }
    return same ? first : joined(database, joined.toString(), summary);
  }

  private Statement joined(JdbcDatabase database, String texts, String summary) {
    DatabaseHandles handles = handles(database);
    Statement known = handles.joined.get(texts);
    if (known == null) {
      SqlText text = SqlText.of(texts, Dialect.of(database.system));
      known = make(database, text.summarised(summary), texts);
      handles.joined.put(texts, known);
    }
    return known;
  }

  private Statement make(JdbcDatabase database, SqlText text, String sql) {
    return new Statement(
        this,
        database,
        text,
        fullText ? sql : text.text(),
        series(database, text),
        parameters == null ? null : SqlParameters.of(sql, Dialect.of(database.system), parameters));
  }

  StatementSeries series(JdbcDatabase database, SqlText text) {
    return new StatementSeries(registry, database, text, durations);
  }

  @Override
  public JdbcQuery transactionEnd(JdbcDatabase database, boolean committed) {
    return query(database, committed ? "COMMIT" : "ROLLBACK");
  }

  @Override
  public boolean measuresRows() {
    return resultSets;
  }

  @Override
  public boolean comments() {
    return comments;
  }

  @Override
  public @Nullable String commented(Current thread, @Nullable String sql) {
    return SqlComment.added(sql, thread.get());
  }

  @Override
  public boolean tellsParameters() {
    return parameters != null;
  }

  @Override
  public Object kept(@Nullable Object value) {
    return ParameterValues.kept(value);
  }

  @Override
  public @Nullable JdbcOperation start(Current thread, JdbcCall call) {
    try {
      handles(database(call)).active.add(1);
      JdbcQuery query = call.query();
      if (!spans || query == null) {
        return null;
      }
      Origin origin = thread.origin();
      if (!tracing.beginLeaf(thread, origin)) {
        return null;
      }
      JdbcValues values = parameters == null ? null : call.values();
      return values == null
          ? new JdbcOperation(origin, thread, query, call.batchSize())
          : new JdbcValuedOperation(origin, thread, query, values);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, JDBC);
      return null;
    }
  }

  private static JdbcDatabase database(JdbcCall call) {
    JdbcConnection connection = call.connection();
    if (connection == null) {
      throw new IllegalStateException("a call without a connection");
    }
    return connection.database;
  }

  @Override
  public void end(JdbcCall call, @Nullable Throwable thrown, long affectedRows) {
    try {
      handles(database(call)).active.add(-1);
      Statement statement = (Statement) call.query();
      if (statement == null) {
        return;
      }
      JdbcOperation span = call.operation();
      long nanos = call.endNanos() - call.startNanos();
      StatementSeries series = statement.series();
      if (thrown == null) {
        exemplars.record(series.succeeded(), nanos, span, call.endNanos());
      } else {
        failed(statement, thrown, nanos, call);
      }
      if (call.batchSize() >= 0) {
        series.batches().record(call.batchSize());
      }
      if (affectedRows > 0) {
        series.affected().add(affectedRows);
      }
      if (nanos >= slowNanos) {
        series.slow().add(1);
      }
      Context parent = call.parent();
      if (parent instanceof HttpServerOperation) {
        nPlusOne.executed((HttpServerOperation) parent, statement);
      }
      if (span != null) {
        tracing.end(span);
      }
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, JDBC);
    }
  }

  private void failed(Statement statement, Throwable thrown, long nanos, JdbcCall call) {
    String system = statement.database().system;
    String status = errorTypes.known(SqlErrors.statusCode(thrown, system));
    String error = status == null ? errorTypes.of(thrown) : status;
    JdbcOperation span = call.operation();
    if (span != null) {
      span.statusCode = status;
    }
    exemplars.record(statement.series().failed(error, status), nanos, span, call.endNanos());
  }

  @Override
  public void undo(JdbcCall call) {
    try {
      handles(database(call)).active.add(-1);
      JdbcOperation span = call.operation();
      if (span != null) {
        tracing.undo(span);
      }
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, JDBC);
    }
  }

  @Override
  public void transaction(JdbcDatabase database, boolean committed, long nanos) {
    try {
      transactions
          .find(database.system, database.namespace, committed ? "commit" : "rollback")
          .record(nanos);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, JDBC);
    }
  }

  @Override
  public void rows(JdbcQuery query, long count, long nanos) {
    try {
      StatementSeries series = ((Statement) query).series();
      series.rows().record(count);
      series.fetches().record(nanos);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, JDBC);
    }
  }
}
