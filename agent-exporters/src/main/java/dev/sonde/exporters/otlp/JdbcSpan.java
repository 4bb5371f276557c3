package dev.sonde.exporters.otlp;

import dev.sonde.boot.JdbcDatabase;
import dev.sonde.boot.JdbcOperation;
import dev.sonde.boot.JdbcValuedOperation;
import dev.sonde.boot.JdbcValues;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.db.ParameterValues;
import dev.sonde.exporters.db.SqlText;
import dev.sonde.exporters.db.Statement;

/**
 * An executed statement, a batch, a commit or a rollback as a span, by the database conventions.
 */
final class JdbcSpan extends SpanForm<JdbcOperation> {

  private static final byte[] SYSTEM = Attributes.key("db.system.name");
  private static final byte[] NAMESPACE = Attributes.key("db.namespace");
  private static final byte[] TEXT = Attributes.key("db.query.text");
  private static final byte[] SUMMARY = Attributes.key("db.query.summary");
  private static final byte[] OPERATION = Attributes.key("db.operation.name");
  private static final byte[] COLLECTION = Attributes.key("db.collection.name");
  private static final byte[] PROCEDURE = Attributes.key("db.stored_procedure.name");
  private static final byte[] BATCH_SIZE = Attributes.key("db.operation.batch.size");
  private static final byte[] STATUS = Attributes.key("db.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  private static final byte[] SERVER_PORT = Attributes.key("server.port");

  private static final String PARAMETER = "db.query.parameter.";

  private final boolean fullText;

  static SpanForm<?> form(Config config) {
    return new JdbcSpan(config);
  }

  JdbcSpan(Config config) {
    super(JdbcOperation.class, KIND_CLIENT);
    fullText = config.get(Property.JDBC_FULL_TEXT);
  }

  /** Databases quote in their messages what they were given. */
  @Override
  boolean tellsMessages() {
    return fullText;
  }

  @Override
  void name(JdbcOperation operation, StringBuilder name) {
    Statement statement = (Statement) operation.query;
    String summary = statement.text().summary();
    if (!summary.isEmpty()) {
      name.append(summary);
    } else {
      name.append(statement.database().system);
    }
  }

  @Override
  void attributes(JdbcOperation operation, Attributes attributes) {
    Statement statement = (Statement) operation.query;
    JdbcDatabase database = statement.database();
    attributes.put(SYSTEM, database.system);
    attributes.put(NAMESPACE, database.namespace);
    text(statement, attributes);
    if (operation.batchSize > 1) {
      attributes.put(BATCH_SIZE, operation.batchSize);
    }
    Throwable error = operation.error();
    if (error != null) {
      String status = operation.statusCode;
      attributes.put(STATUS, status);
      attributes.put(ERROR_TYPE, status == null ? Told.typeOf(error) : status);
    }
    attributes.put(SERVER_ADDRESS, database.serverAddress);
    if (database.serverAddress != null && database.serverPort > 0) {
      attributes.put(SERVER_PORT, database.serverPort);
    }
    if (operation instanceof JdbcValuedOperation) {
      parameters(((JdbcValuedOperation) operation).values, statement, attributes);
    }
  }

  private static void parameters(JdbcValues values, Statement statement, Attributes attributes) {
    for (int place = 0; place < values.places(); place++) {
      Object value = values.at(place);
      if (value != null) {
        boolean told = statement.tellsParameter(place, values.highest());
        put(attributes, Integer.toString(place), value, told);
      }
    }
    for (int i = 0; i < values.names(); i++) {
      Object value = values.named(i);
      if (value != null) {
        put(attributes, values.name(i), value, statement.tellsParameter(values.name(i)));
      }
    }
  }

  private static void put(Attributes attributes, String key, Object value, boolean told) {
    String text = told ? value.toString() : "REDACTED";
    attributes.put(Attributes.key(PARAMETER + key), text, ParameterValues.LONGEST);
  }

  private static void text(Statement statement, Attributes attributes) {
    SqlText text = statement.text();
    if (!statement.toldText().isEmpty()) {
      attributes.put(TEXT, statement.toldText());
    }
    if (!text.summary().isEmpty()) {
      attributes.put(SUMMARY, text.summary());
    }
    attributes.put(OPERATION, text.operation());
    attributes.put(COLLECTION, text.collection());
    attributes.put(PROCEDURE, text.procedure());
  }

  @Override
  boolean failed(JdbcOperation operation) {
    return operation.error() != null;
  }
}
