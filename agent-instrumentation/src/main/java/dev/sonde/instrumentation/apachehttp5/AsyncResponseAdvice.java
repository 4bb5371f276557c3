package dev.sonde.instrumentation.apachehttp5;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpExchangeProbe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolVersion;

/** In the callbacks' {@code handleResponse}: the head of a response is there. */
final class AsyncResponseAdvice {

  private AsyncResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.FieldValue("val$scope") AsyncExecChain.Scope scope,
      @Advice.Argument(0) HttpResponse response) {
    HttpClientOperation operation = HttpExchangeProbe.answering(scope.clientContext);
    if (operation == null) {
      return;
    }
    try {
      HttpClientDetails details = operation.details;
      EndpointDetails endpoint = details == null ? null : scope.clientContext.getEndpointDetails();
      SocketAddress remote = endpoint == null ? null : endpoint.getRemoteAddress();
      if (details != null && remote instanceof InetSocketAddress) {
        InetAddress peer = ((InetSocketAddress) remote).getAddress();
        details.peer(
            peer == null ? null : peer.getHostAddress(), ((InetSocketAddress) remote).getPort());
      }
      ProtocolVersion version = response.getVersion();
      operation.status = response.getCode();
      operation.protocolVersion =
          version == null ? "1.1" : HttpClientProbe.version(version.getMajor(), version.getMinor());
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
    } finally {
      HttpClientProbe.end(operation, null);
    }
  }
}
