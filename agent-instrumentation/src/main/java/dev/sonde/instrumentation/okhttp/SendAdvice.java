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
  static @Nullable HttpClientOperation enter(@Advice.Argument(0) Interceptor.Chain chain) {
    Request request = chain.request();
    HttpUrl url = request.url();
    HttpClientOperation operation =
        HttpAttemptProbe.start(request.method(), url.host(), url.port());
    HttpAttemptProbe.give(operation);
    if (operation == null) {
      return null;
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
    return operation;
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable HttpClientOperation operation,
      @Advice.Return @Nullable Response response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    HttpAttemptProbe.give(null);
    if (response != null) {
      operation.status = response.code();
      operation.protocolVersion = HttpAttemptProbe.version(((Enum<?>) response.protocol()).name());
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
    HttpClientProbe.end(operation, thrown);
  }
}
