package dev.sonde.exporters.otlp;

import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcTarget;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.rpc.RpcStatus;
import org.jspecify.annotations.Nullable;

/** A remote call that was served, as a span. */
final class RpcServerSpan extends RpcSpan<RpcServerOperation> {

  static SpanForm<?> form(Config config) {
    return new RpcServerSpan(config);
  }

  RpcServerSpan(Config config) {
    super(
        RpcServerOperation.class,
        KIND_SERVER,
        config,
        Property.GRPC_SERVER_REQUEST_METADATA,
        Property.GRPC_SERVER_RESPONSE_METADATA);
  }

  @Override
  void server(RpcServerOperation operation, Attributes attributes) {
    RpcDetails details = operation.details();
    if (details != null && details.authority != null) {
      RpcTarget asked = RpcTarget.of(details.authority);
      attributes.put(SERVER_ADDRESS, asked.address);
      if (asked.port > 0) {
        attributes.put(SERVER_PORT, asked.port);
      }
    }
  }

  @Override
  boolean isError(@Nullable String status) {
    return RpcStatus.isServerError(status);
  }
}
