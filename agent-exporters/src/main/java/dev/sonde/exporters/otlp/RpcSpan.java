package dev.sonde.exporters.otlp;

import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMethod;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcSizes;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.rpc.RpcKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A remote call as a span, by the RPC conventions: what both sides have in common. */
abstract class RpcSpan<O extends RpcOperation> extends SpanForm<O> {

  private static final String GRPC = "grpc";

  private static final byte[] SYSTEM = Attributes.key("rpc.system.name");
  private static final byte[] METHOD = Attributes.key("rpc.method");
  private static final byte[] METHOD_ORIGINAL = Attributes.key("rpc.method_original");
  private static final byte[] STATUS = Attributes.key("rpc.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] PEER_ADDRESS = Attributes.key("network.peer.address");
  private static final byte[] PEER_PORT = Attributes.key("network.peer.port");
  private static final byte[] SENT = Attributes.key("sonde.rpc.messages.sent");
  private static final byte[] SENT_BYTES = Attributes.key("sonde.rpc.bytes.sent");
  private static final byte[] RECEIVED_BYTES = Attributes.key("sonde.rpc.bytes.received");
  private static final byte[] RECEIVED = Attributes.key("sonde.rpc.messages.received");

  static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  static final byte[] SERVER_PORT = Attributes.key("server.port");

  private final byte[][] request;
  private final byte[][] response;

  RpcSpan(
      Class<O> type,
      int kind,
      Config config,
      Property<List<String>> request,
      Property<List<String>> response) {
    super(type, kind);
    this.request = keys("rpc.request.metadata.", config.get(request));
    this.response = keys("rpc.response.metadata.", config.get(response));
  }

  private static byte[][] keys(String prefix, List<String> names) {
    String[] lower = RpcKeys.of(names);
    byte[][] keys = new byte[lower.length][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Attributes.key(prefix + lower[i]);
    }
    return keys;
  }

  /** Adds where the server is. */
  abstract void server(O operation, Attributes attributes);

  /** Whether a status is a failure. */
  abstract boolean isError(@Nullable String status);

  @Override
  void name(O operation, StringBuilder name) {
    String method = operation.method().name;
    name.append(method.equals(RpcMethod.OTHER) ? GRPC : method);
  }

  @Override
  void attributes(O operation, Attributes attributes) {
    attributes.put(SYSTEM, GRPC);
    attributes.put(METHOD, operation.method().name);
    server(operation, attributes);
    attributes.put(STATUS, operation.status());
    attributes.put(ERROR_TYPE, errorType(operation));
    RpcSizes sizes = operation.sizes();
    if (sizes != null) {
      attributes.put(SENT_BYTES, sizes.sent());
      attributes.put(RECEIVED_BYTES, sizes.received());
    }
    RpcDetails details = operation.details();
    if (details != null) {
      details(operation, details, attributes);
    }
  }

  private void details(O operation, RpcDetails details, Attributes attributes) {
    attributes.put(SENT, details.sent());
    attributes.put(RECEIVED, details.received());
    if (operation.method().name.equals(RpcMethod.OTHER)) {
      attributes.put(METHOD_ORIGINAL, details.originalMethod);
    }
    attributes.put(PEER_ADDRESS, details.peerAddress);
    if (details.peerAddress != null && details.peerPort > 0) {
      attributes.put(PEER_PORT, details.peerPort);
    }
    for (int i = 0; i < request.length; i++) {
      put(attributes, request[i], details.request(i));
    }
    for (int i = 0; i < response.length; i++) {
      put(attributes, response[i], details.response(i));
    }
  }

  private static void put(Attributes attributes, byte[] key, List<String> values) {
    if (!values.isEmpty()) {
      attributes.put(key, values);
    }
  }

  private @Nullable String errorType(O operation) {
    String status = operation.status();
    if (status != null) {
      return isError(status) ? status : null;
    }
    Throwable error = operation.error();
    return error == null ? null : Told.typeOf(error);
  }

  @Override
  boolean failed(O operation) {
    return operation.status() == null ? operation.error() != null : isError(operation.status());
  }
}
