package dev.sonde.exporters.otlp;

import dev.sonde.boot.RpcClientOperation;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.rpc.RpcStatus;
import org.jspecify.annotations.Nullable;

/** A remote call that was made, as a span. */
final class RpcClientSpan extends RpcSpan<RpcClientOperation> {

  static SpanForm<?> form(Config config) {
    return new RpcClientSpan(config);
  }

  RpcClientSpan(Config config) {
    super(
        RpcClientOperation.class,
        KIND_CLIENT,
        config,
        Property.GRPC_CLIENT_REQUEST_METADATA,
        Property.GRPC_CLIENT_RESPONSE_METADATA);
  }

  @Override
  void server(RpcClientOperation operation, Attributes attributes) {
    attributes.put(SERVER_ADDRESS, operation.target().address);
    if (operation.target().port > 0) {
      attributes.put(SERVER_PORT, operation.target().port);
    }
  }

  /** What a client can't send may be quoted in what says so. */
  @Override
  boolean tellsMessages() {
    return false;
  }

  @Override
  boolean isError(@Nullable String status) {
    return RpcStatus.isClientError(status);
  }
}
