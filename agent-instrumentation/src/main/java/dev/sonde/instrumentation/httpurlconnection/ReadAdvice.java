package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpUrlProbe;
import dev.sonde.instrumentation.httpurlconnection.jdk.MessageHeader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * In {@code HttpClient.parseHTTP}: the head of a response. Whoever waits for a {@code 100 Continue}
 * goes on when none comes.
 */
final class ReadAdvice {

  private ReadAdvice() {}

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.FieldValue("serverSocket") @Nullable Socket socket,
      @Advice.FieldValue("ignoreContinue") boolean ignoresContinue,
      @Advice.Argument(0) MessageHeader responses,
      @Advice.Argument(1) Object connection,
      @Advice.Thrown @Nullable Throwable thrown) {
    HttpClientOperation operation = HttpUrlProbe.running(connection);
    if (operation == null || (!ignoresContinue && thrown instanceof SocketTimeoutException)) {
      return;
    }
    HttpClientDetails details = operation.details;
    InetAddress peer = details == null || socket == null ? null : socket.getInetAddress();
    if (details != null && socket != null && peer != null) {
      details.peer(peer.getHostAddress(), socket.getPort());
    }
    if (thrown == null) {
      String line = responses.getValue(0);
      if (!ignoresContinue && line != null && line.startsWith("HTTP/1.1 100")) {
        return;
      }
      operation.statusLine(line);
      if (HttpClientProbe.tellsSizes()) {
        operation.responseLength(responses.findValue("content-length"));
      }
      if (details != null) {
        String[] names = HttpClientProbe.responseHeaders();
        for (int i = 0; i < names.length; i++) {
          details.responseHeader(i, responses.multiValueIterator(names[i]));
        }
      }
    }
    HttpClientProbe.end(operation, thrown);
  }
}
