package dev.sonde.exporters.otlp;

import dev.sonde.boot.HttpClientDetails;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.http.HttpClientMeasurements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sent HTTP request as a span, by the stable HTTP conventions. */
final class HttpClientSpan extends SpanForm<HttpClientOperation> {

  private static final String OTHER_METHOD = "_OTHER";
  private static final int FIRST_ERROR_STATUS = 400;

  private static final byte[] METHOD = Attributes.key("http.request.method");
  private static final byte[] METHOD_ORIGINAL = Attributes.key("http.request.method_original");
  private static final byte[] URL = Attributes.key("url.full");
  private static final byte[] URL_TEMPLATE = Attributes.key("url.template");
  private static final byte[] STATUS = Attributes.key("http.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] RESEND_COUNT = Attributes.key("http.request.resend_count");
  private static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  private static final byte[] SERVER_PORT = Attributes.key("server.port");
  private static final byte[] PEER_ADDRESS = Attributes.key("network.peer.address");
  private static final byte[] PEER_PORT = Attributes.key("network.peer.port");
  private static final byte[] PROTOCOL_VERSION = Attributes.key("network.protocol.version");
  private static final byte[] REQUEST_SIZE = Attributes.key("http.request.body.size");
  private static final byte[] RESPONSE_SIZE = Attributes.key("http.response.body.size");

  private final byte[][] requestHeaders;
  private final byte[][] responseHeaders;
  private final UrlFull urls;

  static SpanForm<?> form(Config config) {
    return new HttpClientSpan(config);
  }

  HttpClientSpan(Config config) {
    super(HttpClientOperation.class, KIND_CLIENT);
    requestHeaders = keys("http.request.header.", Property.HTTP_CLIENT_REQUEST_HEADERS, config);
    responseHeaders = keys("http.response.header.", Property.HTTP_CLIENT_RESPONSE_HEADERS, config);
    urls = new UrlFull(new UrlQuery(config.get(Property.HTTP_SENSITIVE_PARAMETERS)));
  }

  private static byte[][] keys(String prefix, Property<List<String>> names, Config config) {
    String[] lower = HttpClientMeasurements.lower(config.get(names));
    byte[][] keys = new byte[lower.length][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Attributes.key(prefix + lower[i]);
    }
    return keys;
  }

  /** Clients quote in their exceptions what they were given, URLs with credentials for example. */
  @Override
  boolean tellsMessages() {
    return false;
  }

  @Override
  void name(HttpClientOperation operation, StringBuilder name) {
    name.append(operation.method.equals(OTHER_METHOD) ? "HTTP" : operation.method);
    String template = template(operation);
    if (template != null) {
      name.append(' ').append(template);
    }
  }

  @Override
  void attributes(HttpClientOperation operation, Attributes attributes) {
    attributes.put(METHOD, operation.method);
    attributes.put(SERVER_ADDRESS, operation.host.address);
    attributes.put(SERVER_PORT, operation.host.port);
    HttpClientDetails details = operation.details;
    if (details != null && details.url != null) {
      attributes.put(URL, urls.redacted(details.url));
    }
    if (operation.status > 0) {
      attributes.put(STATUS, operation.status);
    }
    attributes.put(ERROR_TYPE, errorType(operation));
    if (operation.resends > 0) {
      attributes.put(RESEND_COUNT, operation.resends);
    }
    attributes.put(PROTOCOL_VERSION, operation.protocolVersion);
    if (operation.requestBytes >= 0) {
      attributes.put(REQUEST_SIZE, operation.requestBytes);
    }
    if (operation.responseBytes >= 0) {
      attributes.put(RESPONSE_SIZE, operation.responseBytes);
    }
    if (details != null) {
      details(operation, details, attributes);
    }
  }

  private static @Nullable String errorType(HttpClientOperation operation) {
    if (operation.status >= FIRST_ERROR_STATUS) {
      return Integer.toString(operation.status);
    }
    Throwable error = operation.error();
    return error == null ? null : Told.typeOf(error);
  }

  private void details(
      HttpClientOperation operation, HttpClientDetails details, Attributes attributes) {
    if (operation.method.equals(OTHER_METHOD)) {
      attributes.put(METHOD_ORIGINAL, details.originalMethod);
    }
    attributes.put(URL_TEMPLATE, template(operation));
    attributes.put(PEER_ADDRESS, details.peerAddress);
    if (details.peerAddress != null && details.peerPort > 0) {
      attributes.put(PEER_PORT, details.peerPort);
    }
    for (int i = 0; i < requestHeaders.length; i++) {
      put(attributes, requestHeaders[i], details.requestHeader(i));
    }
    for (int i = 0; i < responseHeaders.length; i++) {
      put(attributes, responseHeaders[i], details.responseHeader(i));
    }
  }

  private static @Nullable String template(HttpClientOperation operation) {
    HttpClientDetails details = operation.details;
    if (details == null || details.template == null) {
      return null;
    }
    String path = UriTemplate.path(details.template);
    return path == null || !UriTemplate.fits(path, details.url)
        ? null
        : UrlPath.redacted(path).toString();
  }

  private static void put(Attributes attributes, byte[] key, List<String> values) {
    if (!values.isEmpty()) {
      attributes.put(key, values);
    }
  }

  @Override
  boolean failed(HttpClientOperation operation) {
    return operation.error() != null || operation.status >= FIRST_ERROR_STATUS;
  }
}
