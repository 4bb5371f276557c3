package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.jspecify.annotations.Nullable;

/** In {@code HttpChannelState.HandlerInvoker.run}: the request as it is given to the handlers. */
final class RunAdvice {

  private RunAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(
      @Advice.FieldValue("this$0") HttpChannelState channel) {
    // One that failed while it waited for a thread is measured already.
    Request request = channel.getRequest();
    Current thread =
        request == null || Carried.get(request) != null ? null : HttpServerProbe.open();
    if (thread == null) {
      return null;
    }
    String[] fields = HttpServerProbe.fields();
    for (HttpField header : request.getHeaders()) {
      for (int i = 0; i < fields.length; i++) {
        if (fields[i].equalsIgnoreCase(header.getName())) {
          thread.incoming(i, header.getValue());
        }
      }
    }
    HttpServerOperation operation =
        HttpServerProbe.start(
            thread,
            request.getMethod(),
            request.getHttpURI().getScheme(),
            HttpServerProbe.needsPath() ? request.getHttpURI().getPath() : null);
    if (operation != null) {
      Carried.put(request, operation);
      String traceHeader = HttpServerProbe.traceHeader();
      if (traceHeader != null) {
        channel.getResponse().getHeaders().put(traceHeader, operation.traceIdText());
      }
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable HttpServerOperation operation) {
    if (operation != null) {
      HttpServerProbe.leave(operation);
    }
  }
}
