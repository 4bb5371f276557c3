package dev.sonde.exporters.otlp;

import dev.sonde.boot.S3Details;
import dev.sonde.boot.S3Operation;
import org.jspecify.annotations.Nullable;

/** A call of S3 or of another service of AWS as a span, by the conventions for AWS's SDKs. */
final class S3Span extends SpanForm<S3Operation> {

  private static final int FIRST_ERROR_STATUS = 400;

  private static final byte[] SYSTEM = Attributes.key("rpc.system");
  private static final byte[] SERVICE = Attributes.key("rpc.service");
  private static final byte[] METHOD = Attributes.key("rpc.method");
  private static final byte[] REGION = Attributes.key("cloud.region");
  private static final byte[] SERVER_ADDRESS = Attributes.key("server.address");
  private static final byte[] SERVER_PORT = Attributes.key("server.port");
  private static final byte[] STATUS = Attributes.key("http.response.status_code");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");
  private static final byte[] REQUEST_ID = Attributes.key("aws.request_id");
  private static final byte[] EXTENDED_REQUEST_ID = Attributes.key("aws.extended_request_id");
  private static final byte[] BUCKET = Attributes.key("aws.s3.bucket");
  private static final byte[] KEY = Attributes.key("aws.s3.key");
  private static final byte[] COPY_SOURCE = Attributes.key("aws.s3.copy_source");
  private static final byte[] PART_NUMBER = Attributes.key("aws.s3.part_number");
  private static final byte[] UPLOAD_ID = Attributes.key("aws.s3.upload_id");
  private static final byte[] ATTEMPTS = Attributes.key("sonde.attempts");
  private static final byte[] THROTTLES = Attributes.key("sonde.throttles");
  private static final byte[] SENT = Attributes.key("sonde.s3.sent_bytes");
  private static final byte[] RECEIVED = Attributes.key("sonde.s3.received_bytes");
  private static final byte[] FIRST_BYTE = Attributes.key("sonde.s3.first_byte_micros");

  static SpanForm<?> form() {
    return new S3Span();
  }

  S3Span() {
    super(S3Operation.class, KIND_CLIENT);
  }

  /** Clients quote in their exceptions what they were given, URLs and keys for example. */
  @Override
  boolean tellsMessages() {
    return false;
  }

  @Override
  void name(S3Operation operation, StringBuilder name) {
    name.append(operation.service).append('.').append(operation.method);
  }

  @Override
  void attributes(S3Operation operation, Attributes attributes) {
    attributes.put(SYSTEM, "aws-api");
    attributes.put(SERVICE, operation.service);
    attributes.put(METHOD, operation.method);
    attributes.put(REGION, operation.region);
    attributes.put(SERVER_ADDRESS, operation.serverAddress);
    if (operation.serverAddress != null && operation.serverPort > 0) {
      attributes.put(SERVER_PORT, operation.serverPort);
    }
    if (operation.status > 0) {
      attributes.put(STATUS, operation.status);
    }
    attributes.put(ERROR_TYPE, errorType(operation));
    attributes.put(BUCKET, operation.bucket);
    if (operation.attempts > 1) {
      attributes.put(ATTEMPTS, operation.attempts);
    }
    if (operation.throttles > 0) {
      attributes.put(THROTTLES, operation.throttles);
    }
    if (operation.sent() >= 0) {
      attributes.put(SENT, operation.sent());
    }
    long received = operation.received();
    if (received >= 0) {
      attributes.put(RECEIVED, received);
    }
    long firstByte = operation.firstByteNanos();
    if (firstByte >= 0) {
      attributes.put(FIRST_BYTE, firstByte / 1000);
    }
    S3Details details = operation.details;
    if (details != null) {
      details(details, attributes);
    }
  }

  private static void details(S3Details details, Attributes attributes) {
    attributes.put(REQUEST_ID, details.requestId);
    attributes.put(EXTENDED_REQUEST_ID, details.extendedRequestId);
    attributes.put(KEY, details.key());
    attributes.put(COPY_SOURCE, details.copySource());
    if (details.partNumber > 0) {
      attributes.put(PART_NUMBER, details.partNumber);
    }
    attributes.put(UPLOAD_ID, details.uploadId);
  }

  private static @Nullable String errorType(S3Operation operation) {
    if (operation.errorCode != null) {
      return operation.errorCode;
    }
    if (operation.status >= FIRST_ERROR_STATUS) {
      return Integer.toString(operation.status);
    }
    Throwable error = operation.error();
    return error == null ? null : Told.typeOf(error);
  }

  @Override
  boolean failed(S3Operation operation) {
    return operation.error() != null
        || operation.errorCode != null
        || operation.status >= FIRST_ERROR_STATUS;
  }
}
