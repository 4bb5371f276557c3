package dev.sonde.exporters.otlp;

import dev.sonde.boot.HttpServerOperation;

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
  private static final byte[] STATUS = Attributes.key("http.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  private static final byte[] SERVER_PORT = Attributes.key("server.port");
  private static final byte[] CLIENT_ADDRESS = Attributes.key("client.address");
  private static final byte[] PEER_ADDRESS = Attributes.key("network.peer.address");
  private static final byte[] PEER_PORT = Attributes.key("network.peer.port");
  private static final byte[] PROTOCOL_VERSION = Attributes.key("network.protocol.version");
  private static final byte[] USER_AGENT = Attributes.key("user_agent.original");

  HttpServerSpan() {
    super(HttpServerOperation.class, KIND_SERVER);
  }

  @Override
  void name(HttpServerOperation operation, StringBuilder name) {
    name.append(operation.method.equals(OTHER_METHOD) ? "HTTP" : operation.method);
    if (operation.route != null) {
      name.append(' ').append(operation.route);
    }
  }

  @Override
  void attributes(HttpServerOperation operation, Attributes attributes) {
    attributes.put(METHOD, operation.method);
    if (operation.method.equals(OTHER_METHOD)) {
      attributes.put(METHOD_ORIGINAL, operation.originalMethod);
    }
    attributes.put(SCHEME, operation.scheme);
    if (operation.path != null) {
      attributes.put(PATH, UrlPath.redacted(operation.path));
    }
    attributes.put(ROUTE, operation.route);
    if (operation.status > 0) {
      attributes.put(STATUS, operation.status);
    }
    Throwable error = operation.error();
    if (error != null) {
      attributes.put(ERROR_TYPE, error.getClass().getName());
    } else if (operation.status >= FIRST_ERROR_STATUS) {
      attributes.put(ERROR_TYPE, Integer.toString(operation.status));
    }
    String query = operation.query;
    if (query != null && !query.isEmpty()) {
      attributes.put(QUERY, UrlQuery.redacted(query));
    }
    attributes.put(SERVER_ADDRESS, operation.serverAddress);
    if (operation.serverAddress != null && operation.serverPort > 0) {
      attributes.put(SERVER_PORT, operation.serverPort);
    }
    attributes.put(CLIENT_ADDRESS, operation.peerAddress);
    attributes.put(PEER_ADDRESS, operation.peerAddress);
    if (operation.peerAddress != null && operation.peerPort > 0) {
      attributes.put(PEER_PORT, operation.peerPort);
    }
    attributes.put(PROTOCOL_VERSION, operation.protocolVersion);
    attributes.put(USER_AGENT, operation.userAgent);
  }

  @Override
  boolean failed(HttpServerOperation operation) {
    return operation.error() != null || operation.status >= FIRST_ERROR_STATUS;
  }
}
