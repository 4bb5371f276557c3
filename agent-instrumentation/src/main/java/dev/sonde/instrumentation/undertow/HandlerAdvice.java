package dev.sonde.instrumentation.undertow;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code Connectors.executeRootHandler}: the first thread starts the request, each further one
 * takes it up. A further one may be at work before the first has left.
 */
final class HandlerAdvice {

  private HandlerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable HttpServerOperation enter(
      @Advice.Argument(1) HttpServerExchange exchange,
      @Advice.Local("outer") @Nullable Context outer) {
    HttpServerOperation known = (HttpServerOperation) Carried.get(exchange);
    if (known != null) {
      outer = HttpServerProbe.resume(known);
      return known;
    }
    Current thread = exchange.isComplete() ? null : HttpServerProbe.open();
    if (thread == null) {
      return null;
    }
    String[] fields = HttpServerProbe.fields();
    Object[] names = HttpServerProbe.names(exchange.getRequestMethod(), fields);
    if (names == null) {
      names = new Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        names[i] = new HttpString(fields[i]);
      }
      HttpServerProbe.keepNames(exchange.getRequestMethod(), fields, names);
    }
    HeaderMap headers = exchange.getRequestHeaders();
    for (int i = 0; i < names.length; i++) {
      HeaderValues values = headers.get((HttpString) names[i]);
      for (int at = 0; values != null && at < values.size(); at++) {
        thread.incoming(i, values.get(at));
      }
    }
    String method = exchange.getRequestMethod().toString();
    String path = exchange.getRequestURI();
    if (path != null && exchange.isHostIncludedInRequestURI()) {
      int root = path.indexOf('/', path.indexOf("://") + 3);
      path = root < 0 ? "/" : path.substring(root);
    }
    HttpServerOperation operation =
        HttpServerProbe.start(thread, method, exchange.getRequestScheme(), path);
    if (operation != null) {
      Carried.put(exchange, operation);
      if (!exchange.isRequestComplete() || headers.contains(Headers.CONTENT_LENGTH)) {
        operation.requestBytes = 0;
      }
      HttpServerDetails details = operation.details;
      if (details != null) {
        // A forward, an error page or an asynchronous dispatch will change them.
        details.requested(method, path, exchange.getQueryString());
      }
    }
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable HttpServerOperation operation,
      @Advice.Local("outer") @Nullable Context outer) {
    if (outer != null) {
      HttpServerProbe.leave(outer);
    } else if (operation != null) {
      HttpServerProbe.leave(operation);
    }
  }
}
