package dev.sonde.exporters.otlp;

import dev.sonde.boot.HttpServerDetails;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Repetitions;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.db.SqlText;
import dev.sonde.exporters.http.Forwarded;
import dev.sonde.exporters.http.HttpServerHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A served HTTP request as a span, by the stable HTTP conventions. */
final class HttpServerSpan extends SpanForm<HttpServerOperation> {

  private static final String OTHER_METHOD = "_OTHER";
  private static final int FIRST_ERROR_STATUS = 500;

  private static final byte[] METHOD = Attributes.key("http.request.method");
  private static final byte[] METHOD_ORIGINAL = Attributes.key("http.request.method_original");
  private static final byte[] SCHEME = Attributes.key("url.scheme");
  private static final byte[] PATH = Attributes.key("url.path");
  private static final byte[] QUERY = Attributes.key("url.query");
  private static final byte[] ROUTE = Attributes.key("http.route");
  private static final byte[] URL_TEMPLATE = Attributes.key("url.template");
  private static final byte[] STATUS = Attributes.key("http.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  private static final byte[] SERVER_PORT = Attributes.key("server.port");
  private static final byte[] CLIENT_ADDRESS = Attributes.key("client.address");
  private static final byte[] PEER_ADDRESS = Attributes.key("network.peer.address");
  private static final byte[] PEER_PORT = Attributes.key("network.peer.port");
  private static final byte[] PROTOCOL_VERSION = Attributes.key("network.protocol.version");
  private static final byte[] USER_AGENT = Attributes.key("user_agent.original");
  private static final byte[] REQUEST_SIZE = Attributes.key("http.request.body.size");
  private static final byte[] RESPONSE_SIZE = Attributes.key("http.response.body.size");

  private static final byte[] REPEATED = Attributes.key("sonde.db.n_plus_one.statement");
  private static final byte[] REPETITIONS = Attributes.key("sonde.db.n_plus_one.count");

  private final HttpServerHeaders headers;
  private final byte[][] requestHeaders;
  private final byte[][] responseHeaders;
  private final UrlQuery queries;
  private final @Nullable UrlTemplates templates;
  private final boolean sizes;
  private final int nPlusOne;

  static SpanForm<?> form(Config config) {
    return new HttpServerSpan(config);
  }

  HttpServerSpan(Config config) {
    super(HttpServerOperation.class, KIND_SERVER);
    headers = HttpServerHeaders.of(config);
    requestHeaders = keys("http.request.header.", headers.captured());
    responseHeaders = keys("http.response.header.", headers.capturedOfResponse());
    queries = new UrlQuery(config.get(Property.HTTP_SENSITIVE_PARAMETERS));
    templates = config.get(Property.HTTP_SERVER_URL_TEMPLATE) ? new UrlTemplates() : null;
    sizes = config.get(Property.HTTP_SERVER_BODY_SIZES);
    nPlusOne = config.get(Property.JDBC_N_PLUS_ONE_THRESHOLD);
  }

  private static byte[][] keys(String prefix, List<String> names) {
    byte[][] keys = new byte[names.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Attributes.key(prefix + names.get(i));
    }
    return keys;
  }

  @Override
  void name(HttpServerOperation operation, StringBuilder name) {
    name.append(operation.method.equals(OTHER_METHOD) ? "HTTP" : operation.method);
    if (operation.route() != null) {
      name.append(' ').append(operation.route());
    }
  }

  @Override
  void attributes(HttpServerOperation operation, Attributes attributes) {
    attributes.put(METHOD, operation.method);
    attributes.put(SCHEME, operation.scheme);
    attributes.put(ROUTE, operation.route());
    if (operation.status > 0) {
      attributes.put(STATUS, operation.status);
    }
    Throwable error = operation.error();
    if (error != null) {
      attributes.put(ERROR_TYPE, Told.typeOf(error));
    } else if (operation.status >= FIRST_ERROR_STATUS) {
      attributes.put(ERROR_TYPE, Integer.toString(operation.status));
    }
    attributes.put(PROTOCOL_VERSION, operation.protocolVersion);
    if (sizes) {
      sizes(operation, attributes);
    }
    Repetitions repetitions = operation.repetitions();
    if (repetitions != null && nPlusOne > 0) {
      repeated(repetitions, attributes);
    }
    HttpServerDetails details = operation.details;
    if (details != null) {
      if (operation.method.equals(OTHER_METHOD)) {
        attributes.put(METHOD_ORIGINAL, details.originalMethod);
      }
      url(details, operation.route() == null, attributes);
      server(details, attributes);
      client(details, attributes);
      headers(details, attributes);
    }
  }

  /** The statement that the request executed too often, if there is one. */
  private void repeated(Repetitions repetitions, Attributes attributes) {
    int most = repetitions.most();
    Object statement = repetitions.statement(most);
    if (repetitions.count(most) > nPlusOne && statement instanceof SqlText) {
      attributes.put(REPEATED, ((SqlText) statement).text());
      attributes.put(REPETITIONS, repetitions.count(most));
    }
  }

  private static void sizes(HttpServerOperation operation, Attributes attributes) {
    if (operation.requestBytes >= 0) {
      attributes.put(REQUEST_SIZE, operation.requestBytes);
    }
    if (operation.responseBytes >= 0) {
      attributes.put(RESPONSE_SIZE, operation.responseBytes);
    }
  }

  private void url(HttpServerDetails details, boolean withTemplate, Attributes attributes) {
    if (details.path != null) {
      String path = UrlPath.withoutAuthority(details.path);
      attributes.put(PATH, UrlPath.redacted(path));
      if (withTemplate && templates != null) {
        attributes.put(URL_TEMPLATE, templates.of(path));
      }
    }
    String query = details.query;
    if (query != null && !query.isEmpty()) {
      attributes.put(QUERY, queries.redacted(query));
    }
  }

  /** What the client asked for, which a proxy may have changed on the way. */
  private void server(HttpServerDetails details, Attributes attributes) {
    String told = headers.host(details);
    String address = told == null ? details.serverAddress : Forwarded.address(told);
    int port = told == null ? details.serverPort : Forwarded.port(told);
    attributes.put(SERVER_ADDRESS, address);
    if (address != null && port > 0) {
      attributes.put(SERVER_PORT, port);
    }
  }

  private void client(HttpServerDetails details, Attributes attributes) {
    String told = headers.client(details);
    attributes.put(CLIENT_ADDRESS, told == null ? details.peerAddress : Forwarded.address(told));
    attributes.put(PEER_ADDRESS, details.peerAddress);
    if (details.peerAddress != null && details.peerPort > 0) {
      attributes.put(PEER_PORT, details.peerPort);
    }
  }

  private void headers(HttpServerDetails details, Attributes attributes) {
    attributes.put(USER_AGENT, headers.userAgent(details));
    for (int i = 0; i < requestHeaders.length; i++) {
      put(attributes, requestHeaders[i], headers.captured(details, i));
    }
    for (int i = 0; i < responseHeaders.length; i++) {
      put(attributes, responseHeaders[i], details.responseHeader(i));
    }
  }

  private static void put(Attributes attributes, byte[] key, List<String> values) {
    if (!values.isEmpty()) {
      attributes.put(key, values);
    }
  }

  @Override
  boolean failed(HttpServerOperation operation) {
    return operation.error() != null || operation.status >= FIRST_ERROR_STATUS;
  }
}
