package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import java.net.InetAddress;
import net.bytebuddy.asm.Advice;
import org.apache.http.Header;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpHost;
import org.apache.http.HttpInetConnection;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.ProtocolVersion;
import org.apache.http.RequestLine;
import org.apache.http.protocol.HttpContext;
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
      @Advice.Argument(2) HttpContext context,
      @Advice.Local("operation") @Nullable HttpClientOperation operation) {
    RequestLine line = request.getRequestLine();
    Object target = context.getAttribute("http.target_host");
    if (!(target instanceof HttpHost) || "CONNECT".equals(line.getMethod())) {
      return;
    }
    HttpHost host = (HttpHost) target;
    operation =
        HttpAttemptProbe.start(
            line.getMethod(),
            host.getHostName(),
            HttpClientProbe.port(host.getSchemeName(), host.getPort()));
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
      String uri = line.getUri();
      details.url = uri.startsWith("/") ? host.toURI() + uri : uri;
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
      @Advice.Argument(1) HttpClientConnection connection,
      @Advice.Local("operation") @Nullable HttpClientOperation operation,
      @Advice.Return @Nullable HttpResponse response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (operation == null) {
      return;
    }
    try {
      HttpClientDetails details = operation.details;
      if (details != null && connection instanceof HttpInetConnection) {
        InetAddress peer = ((HttpInetConnection) connection).getRemoteAddress();
        if (peer != null) {
          details.peer(peer.getHostAddress(), ((HttpInetConnection) connection).getRemotePort());
        }
      }
      if (response != null) {
        ProtocolVersion version = response.getStatusLine().getProtocolVersion();
        operation.status = response.getStatusLine().getStatusCode();
        operation.protocolVersion = HttpClientProbe.version(version.getMajor(), version.getMinor());
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
