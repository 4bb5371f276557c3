package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;

/** In {@code headersRead} of what listens to a call's stream: the server has answered. */
final class HeadersAdvice {

  private HeadersAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static void enter(
      @Advice.FieldValue("this$0") Object call, @Advice.Argument(0) Metadata headers) {
    RpcOperation operation = RpcProbe.of(call);
    RpcDetails details = operation == null ? null : operation.details();
    if (details == null) {
      return;
    }
    SocketAddress remote =
        ((ClientCall<?, ?>) call).getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (remote instanceof InetSocketAddress) {
      InetAddress address = ((InetSocketAddress) remote).getAddress();
      if (address != null) {
        details.peer(address.getHostAddress(), ((InetSocketAddress) remote).getPort());
      }
    } else if (remote != null) {
      details.peer(remote.toString(), 0);
    }
    Object[] keys = RpcMetadata.keys(headers, RpcMetadata.CLIENT_RESPONSE);
    for (int i = 0; i < keys.length; i++) {
      details.response(i, headers.get((Metadata.Key<String>) keys[i]));
    }
  }
}
