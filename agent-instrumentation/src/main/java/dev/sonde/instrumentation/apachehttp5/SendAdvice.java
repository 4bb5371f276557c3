package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpRequestExecutor.execute}, from the request to the head of the response. What is for
 * a proxy is none of the application's requests.
 */
final class SendAdvice {

  private SendAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.Argument(0) HttpRequest request,
      @Advice.Local("operation") @Nullable HttpClientOperation operation) {
    URIAuthority authority = request.getAuthority();
    if (authority == null || "CONNECT".equals(request.getMethod())) {
      return;
    }
    operation =
        HttpAttemptProbe.start(
            request.getMethod(),
            authority.getHostName(),
            HttpClientProbe.port(request.getScheme(), authority.getPort()));
    if (operation == null) {
      return;
    }
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        request.setHeader(fields[i], value);
      }
    }
    if (HttpClientProbe.tellsSizes()) {
      Header length = request.getFirstHeader("Content-Length");
      operation.requestLength(length == null ? null : length.getValue());
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      details.url = request.getScheme() + "://" + authority + request.getRequestUri();
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        for (Header header : request.getHeaders(names[i])) {
          details.requestHeader(i, header.getValue());
        }
      }
    }
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.Argument(1) HttpConnection connection,
      @Advice.Local("operation") @Nullable HttpClientOperation operation,
      @Advice.Return @Nullable HttpResponse response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    try {
      HttpClientDetails details = operation.details;
      SocketAddress remote = details == null ? null : connection.getRemoteAddress();
      if (details != null && remote instanceof InetSocketAddress) {
        InetAddress peer = ((InetSocketAddress) remote).getAddress();
        details.peer(
            peer == null ? null : peer.getHostAddress(), ((InetSocketAddress) remote).getPort());
      }
      if (response != null) {
        ProtocolVersion version = response.getVersion();
        operation.status = response.getCode();
        operation.protocolVersion =
            version == null
                ? "1.1"
                : HttpClientProbe.version(version.getMajor(), version.getMinor());
        if (HttpClientProbe.tellsSizes()) {
          Header length = response.getFirstHeader("Content-Length");
          operation.responseLength(length == null ? null : length.getValue());
        }
        if (details != null) {
          String[] names = HttpClientProbe.responseHeaders();
          for (int i = 0; i < names.length; i++) {
            for (Header header : response.getHeaders(names[i])) {
              details.responseHeader(i, header.getValue());
            }
          }
        }
      }
    } finally {
      HttpClientProbe.end(operation, thrown);
    }
  }
}
