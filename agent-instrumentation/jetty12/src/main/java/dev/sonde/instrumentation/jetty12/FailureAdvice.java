package dev.sonde.instrumentation.jetty12;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpChannelState.ChannelCallback.failed}: what a request failed with, be it that it
 * reaches no handler because it is none. What comes after the callback was completed has no
 * consequence.
 */
final class FailureAdvice {

  private FailureAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(
      @Advice.FieldValue("_request") HttpChannelState.ChannelRequest request,
      @Advice.Argument(0) @Nullable Throwable failure) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(request);
    if (operation != null && operation.answered) {
      return null;
    }
    HttpServerOperation started = null;
    if (operation == null) {
      Current thread = HttpServerProbe.open();
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
      // The names that Jetty gives to what has no request line.
      String path = request.getHttpURI().getPath();
      boolean unnamed = "/badMessage".equals(path) || "/badRequest".equals(path);
      started =
          HttpServerProbe.start(
              thread,
              unnamed ? null : request.getMethod(),
              request.getHttpURI().getScheme(),
              HttpServerProbe.needsPath() && !unnamed ? path : null);
      operation = started;
      Carried.put(request, started);
    }
    boolean refused = failure instanceof HttpException && ((HttpException) failure).getCode() < 500;
    if (operation != null && !refused) {
      operation.fail(failure);
    }
    return started;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable HttpServerOperation started) {
    if (started != null) {
      HttpServerProbe.leave(started);
    }
  }
}
