package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpUrlProbe;
import dev.sonde.instrumentation.httpurlconnection.jdk.MessageHeader;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HttpURLConnection.writeRequests}: a request leaves, the first or one after another. */
final class WriteAdvice {

  private WriteAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(
      @Advice.This Object connection,
      @Advice.FieldValue("url") URL url,
      @Advice.FieldValue("method") String method,
      @Advice.FieldValue("requests") MessageHeader requests,
      @Advice.FieldValue("poster") @Nullable ByteArrayOutputStream poster,
      @Advice.FieldValue("fixedContentLength") int length,
      @Advice.FieldValue("fixedContentLengthLong") long longLength,
      @Advice.FieldValue("chunkLength") int chunk) {
    int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    HttpClientOperation operation = HttpUrlProbe.sending(connection, method, url.getHost(), port);
    if (operation == null) {
      return;
    }
    if (poster == null && (length >= 0 || longLength >= 0 || chunk >= 0)) {
      HttpUrlProbe.streaming(connection, operation);
    }
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        requests.set(fields[i], value);
      }
    }
    if (HttpClientProbe.tellsSizes()) {
      operation.requestBytes = poster == null ? Math.max(length, longLength) : poster.size();
    }
    HttpClientDetails details = operation.details;
    if (details != null) {
      details.url = url.toString();
      String[] names = HttpClientProbe.requestHeaders();
      for (int i = 0; i < names.length; i++) {
        details.requestHeader(i, requests.multiValueIterator(names[i]));
      }
    }
  }
}
