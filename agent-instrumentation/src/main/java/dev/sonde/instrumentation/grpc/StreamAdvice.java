package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.Current;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcServerProbe;
import io.grpc.Metadata;
import java.util.Iterator;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code streamCreated}, on a thread of the transport: a call has come in. */
final class StreamAdvice {

  private StreamAdvice() {}

  /** Begins when all is read that may fail: what has begun here is known to the end. */
  @Advice.OnMethodEnter(suppress = Throwable.class)
  @SuppressWarnings({"unchecked", "UnusedVariable"}) // keys of texts only; the end reads it
  static @Nullable RpcServerOperation enter(
      @Advice.Argument(0) Object stream,
      @Advice.Argument(1) String method,
      @Advice.Argument(2) Metadata headers,
      @Advice.Local("before") @Nullable RpcServerOperation before) {
    Current thread = RpcServerProbe.open();
    if (thread == null) {
      return null;
    }
    before = RpcServerProbe.before(thread);
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
    return RpcServerProbe.start(thread, stream, method);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable RpcServerOperation operation,
      @Advice.Local("before") @Nullable RpcServerOperation before,
      @Advice.Thrown @Nullable Throwable thrown) {
    RpcServerProbe.started(operation, before, thrown);
  }
}
