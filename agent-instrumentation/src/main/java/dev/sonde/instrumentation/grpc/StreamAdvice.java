package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.Current;
import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcServerProbe;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.internal.ServerStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code streamCreated}, on a thread of the transport: a call has come in. */
final class StreamAdvice {

  private StreamAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings("unchecked") // keys of texts only
  static @Nullable RpcServerOperation enter(
      @Advice.Argument(0) ServerStream stream,
      @Advice.Argument(1) String method,
      @Advice.Argument(2) Metadata headers) {
    Current thread = RpcServerProbe.open();
    if (thread == null) {
      return null;
    }
    if (!RpcMetadata.isReady(headers)) {
      String[][] names = RpcMetadata.names();
      for (int set = 0; set < names.length; set++) {
        Object[] keys = new Object[names[set].length];
        for (int i = 0; i < keys.length; i++) {
          keys[i] = Metadata.Key.of(names[set][i], Metadata.ASCII_STRING_MARSHALLER);
        }
        RpcMetadata.keep(headers, names[set], keys);
      }
    }
    Object[] keys = RpcMetadata.keys(headers, RpcMetadata.TRACE);
    for (int i = 0; i < keys.length; i++) {
      Iterable<String> values = headers.getAll((Metadata.Key<String>) keys[i]);
      if (values != null) {
        for (Iterator<String> each = values.iterator(); each.hasNext(); ) {
          thread.incoming(i, each.next());
        }
      }
    }
    RpcServerOperation operation = RpcServerProbe.start(thread, stream, method);
    RpcDetails details = operation == null ? null : operation.details;
    if (details != null) {
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
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable RpcServerOperation operation,
      @Advice.Thrown @Nullable Throwable thrown) {
    RpcServerProbe.started(operation, thrown);
  }
}
