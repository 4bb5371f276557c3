package dev.sonde.instrumentation.javahttp;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import dev.sonde.instrumentation.javahttp.jdk.Exchange;
import dev.sonde.instrumentation.javahttp.jdk.HttpConnection;
import dev.sonde.instrumentation.javahttp.jdk.HttpHeaders;
import dev.sonde.instrumentation.javahttp.jdk.HttpRequestImpl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In the constructor of {@code Response}: the head of a response is there. What says that another
 * one follows is none, nor is one that the server pushes.
 */
final class ResponseAdvice {

  private ResponseAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Argument(0) HttpRequestImpl request,
      @Advice.Argument(1) Exchange exchange,
      @Advice.Argument(2) HttpHeaders headers,
      @Advice.Argument(3) @Nullable HttpConnection connection,
      @Advice.Argument(4) int status,
      @Advice.Argument(5) Enum<?> version) {
    HttpClientOperation operation = HttpExchangeProbe.running(exchange);
    if (operation == null
        || exchange.request != request
        || (status < 200 && !(status == 101 && request.isWebSocket()))) {
      return;
    }
    try {
      operation.status = status;
      operation.protocolVersion = HttpAttemptProbe.version(version.name());
      if (HttpClientProbe.tellsSizes()) {
        Iterator<String> lengths = headers.allValues("content-length").iterator();
        operation.responseLength(lengths.hasNext() ? lengths.next() : null);
      }
      HttpClientDetails details = operation.details;
      if (details != null) {
        InetSocketAddress address = connection == null ? null : connection.address();
        InetAddress peer = address == null ? null : address.getAddress();
        if (address != null && peer != null) {
          details.peer(peer.getHostAddress(), address.getPort());
        }
        String[] names = HttpClientProbe.responseHeaders();
        for (int i = 0; i < names.length; i++) {
          details.responseHeader(i, headers.allValues(names[i]).iterator());
        }
      }
    } finally {
      HttpClientProbe.end(operation, null);
    }
  }
}
