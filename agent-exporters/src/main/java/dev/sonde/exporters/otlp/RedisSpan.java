package dev.sonde.exporters.otlp;

import dev.sonde.boot.RedisDatabase;
import dev.sonde.boot.RedisOperation;
import dev.sonde.boot.RedisServer;
import dev.sonde.exporters.redis.RedisKeys;

/** A command, a pipeline or a transaction as a span, by the conventions for Redis. */
final class RedisSpan extends SpanForm<RedisOperation> {

  private static final byte[] SYSTEM = Attributes.key("db.system.name");
  private static final byte[] NAMESPACE = Attributes.key("db.namespace");
  private static final byte[] TEXT = Attributes.key("db.query.text");
  private static final byte[] OPERATION = Attributes.key("db.operation.name");
  private static final byte[] BATCH_SIZE = Attributes.key("db.operation.batch.size");
  private static final byte[] STATUS = Attributes.key("db.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  private static final byte[] SERVER_PORT = Attributes.key("server.port");
  private static final byte[] PEER_ADDRESS = Attributes.key("network.peer.address");
  private static final byte[] PEER_PORT = Attributes.key("network.peer.port");
  private static final byte[] BLOCKING = Attributes.key("sonde.redis.blocking");
  private static final byte[] REDIRECTS = Attributes.key("sonde.redis.redirects");

  static SpanForm<?> form() {
    return new RedisSpan();
  }

  RedisSpan() {
    super(RedisOperation.class, KIND_CLIENT);
  }

  /** Redis quotes in its errors what it was given. */
  @Override
  boolean tellsMessages() {
    return false;
  }

  @Override
  void name(RedisOperation operation, StringBuilder name) {
    name.append(operation.command.name);
  }

  @Override
  void attributes(RedisOperation operation, Attributes attributes) {
    RedisDatabase database = operation.database;
    attributes.put(SYSTEM, "redis");
    attributes.put(NAMESPACE, database.namespace);
    attributes.put(OPERATION, operation.command.name);
    if (operation.batchSize < 0) {
      String text = operation.text;
      attributes.put(
          TEXT, text == null ? RedisKeys.text(operation.command.name, operation.arguments) : text);
    } else if (operation.batchSize > 1) {
      attributes.put(BATCH_SIZE, operation.batchSize);
    }
    attributes.put(STATUS, operation.statusCode);
    attributes.put(ERROR_TYPE, operation.errorType);
    attributes.put(SERVER_ADDRESS, database.serverAddress);
    if (database.serverAddress != null && database.serverPort > 0) {
      attributes.put(SERVER_PORT, database.serverPort);
    }
    RedisServer server = operation.server;
    attributes.put(PEER_ADDRESS, server.peerAddress);
    if (server.peerAddress != null && server.peerPort > 0) {
      attributes.put(PEER_PORT, server.peerPort);
    }
    if (operation.blocking) {
      attributes.put(BLOCKING, true);
    }
    if (operation.redirects > 0) {
      attributes.put(REDIRECTS, operation.redirects);
    }
  }

  @Override
  boolean failed(RedisOperation operation) {
    return operation.errorType != null;
  }
}
