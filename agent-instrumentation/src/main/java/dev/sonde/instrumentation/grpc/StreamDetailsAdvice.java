package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.internal.ServerStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** In {@code streamCreated}, of a call that has begun: what its span tells. */
final class StreamDetailsAdvice {

  private StreamDetailsAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static void enter(@Advice.Argument(0) ServerStream stream, @Advice.Argument(2) Metadata headers) {
    RpcOperation operation = RpcProbe.of(stream);
    RpcDetails details = operation == null ? null : operation.details();
    if (details == null) {
      return;
    }
    details.authority = stream.getAuthority();
    SocketAddress remote = stream.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (remote instanceof InetSocketAddress) {
      InetAddress address = ((InetSocketAddress) remote).getAddress();
      if (address != null) {
        details.peer(address.getHostAddress(), ((InetSocketAddress) remote).getPort());
      }
    } else if (remote != null) {
      details.peer(remote.toString(), 0);
    }
    Object[] captured = RpcMetadata.keys(headers, RpcMetadata.SERVER_REQUEST);
    for (int i = 0; i < captured.length; i++) {
      details.request(i, headers.get((Metadata.Key<String>) captured[i]));
    }
  }
}
