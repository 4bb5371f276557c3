package dev.sonde.instrumentation.apachehttp4;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import net.bytebuddy.asm.Advice;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.ProtocolVersion;

/** In the handlers' {@code responseReceived}: the head of a response, or of a proxy's, is there. */
final class AsyncResponseAdvice {

  private AsyncResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object handler, @Advice.Argument(0) HttpResponse response) {
    HttpClientOperation operation = HttpExchangeProbe.answering(handler);
    if (operation == null || !operation.sent) {
      return;
    }
    try {
      ProtocolVersion version = response.getStatusLine().getProtocolVersion();
      operation.status = response.getStatusLine().getStatusCode();
      operation.protocolVersion = HttpClientProbe.version(version.getMajor(), version.getMinor());
      if (HttpClientProbe.tellsSizes()) {
        Header length = response.getFirstHeader("Content-Length");
        operation.responseLength(length == null ? null : length.getValue());
      }
      HttpClientDetails details = operation.details;
      if (details != null) {
        String[] names = HttpClientProbe.responseHeaders();
        for (int i = 0; i < names.length; i++) {
          for (Header header : response.getHeaders(names[i])) {
            details.responseHeader(i, header.getValue());
          }
        }
      }
    } finally {
      HttpClientProbe.end(operation, null);
    }
  }
}
