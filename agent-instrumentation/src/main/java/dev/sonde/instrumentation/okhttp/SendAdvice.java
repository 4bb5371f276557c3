package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;
import okhttp3.Connection;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** In {@code CallServerInterceptor.intercept}, from the request to the head of the response. */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) Interceptor.Chain chain,
      @Advice.Local("operation") @Nullable HttpClientOperation operation) {
    Request request = chain.request();
    HttpUrl url = request.url();
    operation = HttpAttemptProbe.give(request.method(), url.host(), url.port());
    if (operation == null) {
      return;
    }
    if (HttpClientProbe.tellsSizes()) {
      operation.requestLength(request.header("Content-Length"));
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      details.url = url.toString();
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        details.requestHeader(i, request.headers(names[i]).iterator());
      }
      Connection connection = chain.connection();
      InetSocketAddress remote = connection == null ? null : connection.route().socketAddress();
      InetAddress peer = remote == null ? null : remote.getAddress();
      if (remote != null && peer != null) {
        details.peer(peer.getHostAddress(), remote.getPort());
      }
    }
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Local("operation") @Nullable HttpClientOperation operation,
      @Advice.Return @Nullable Response response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    try {
      HttpAttemptProbe.takeBack(operation);
      if (response != null) {
        operation.status = response.code();
        operation.protocolVersion =
            HttpAttemptProbe.version(((Enum<?>) response.protocol()).name());
        if (HttpClientProbe.tellsSizes()) {
          operation.responseLength(response.header("Content-Length"));
        }
        HttpClientDetails details = operation.details;
        if (details != null) {
          String[] names = HttpClientProbe.responseHeaders();
          for (int i = 0; i < names.length; i++) {
            details.responseHeader(i, response.headers(names[i]).iterator());
          }
        }
      }
    } finally {
      HttpClientProbe.end(operation, thrown);
    }
  }
}
