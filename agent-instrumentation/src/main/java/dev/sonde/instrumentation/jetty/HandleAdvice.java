package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpChannel.handle} and {@code onBadMessage}: the first that a channel has to do with a
 * request, of which not even the first line may have come.
 */
final class HandleAdvice {

  private HandleAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(@Advice.This HttpChannel channel) {
    if (Carried.get(channel) != null || !channel.getState().isIdle()) {
      return null;
    }
    Current thread = HttpServerProbe.open();
    if (thread == null) {
      return null;
    }
    Request request = channel.getRequest();
    MetaData headers = request.getMetaData();
    if (headers != null) {
      String[] fields = HttpServerProbe.fields();
      for (HttpField header : headers) {
        for (int i = 0; i < fields.length; i++) {
          if (fields[i].equalsIgnoreCase(header.getName())) {
            thread.incoming(i, header.getValue());
          }
        }
      }
    }
    String method = request.getMethod();
    String scheme =
        channel.getEndPoint() instanceof SslConnection.DecryptedEndPoint
            ? "https"
            : method == null ? "http" : request.getScheme();
    HttpServerOperation operation =
        HttpServerProbe.start(
            thread,
            method,
            scheme,
            method != null && HttpServerProbe.needsPath() ? request.getRequestURI() : null);
    if (operation != null) {
      Carried.put(channel, operation);
      String traceHeader = HttpServerProbe.traceHeader();
      if (traceHeader != null) {
        channel.getResponse().setHeader(traceHeader, operation.traceIdText());
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
