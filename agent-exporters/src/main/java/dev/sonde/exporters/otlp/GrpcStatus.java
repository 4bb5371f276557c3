package dev.sonde.exporters.otlp;

import dev.sonde.exporters.wire.Http2Response;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How a gRPC call ended, and what OTLP makes of it. */
final class GrpcStatus {

  private static final String[] NAMES = {
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED"
  };

  private static final int OK = 0;
  private static final int CANCELLED = 1;
  private static final int UNKNOWN = 2;
  private static final int DEADLINE_EXCEEDED = 4;
  private static final int PERMISSION_DENIED = 7;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int ABORTED = 10;
  private static final int OUT_OF_RANGE = 11;
  private static final int UNIMPLEMENTED = 12;
  private static final int INTERNAL = 13;
  private static final int UNAVAILABLE = 14;
  private static final int DATA_LOSS = 15;
  private static final int UNAUTHENTICATED = 16;

  private static final int RESET_REFUSED = 7;
  private static final int RESET_CANCEL = 8;
  private static final int RESET_ENHANCE_YOUR_CALM = 11;

  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  private final int code;
  private final String message;
  private final long retryAfterMillis;

  private GrpcStatus(int code, String message, long retryAfterMillis) {
    this.code = code;
    this.message = message;
    this.retryAfterMillis = retryAfterMillis;
  }

  static GrpcStatus of(Http2Response response) {
    String said = response.field("grpc-status");
    if (said != null) {
      String message = response.field("grpc-message");
      return new GrpcStatus(
          code(said),
          message == null ? "" : message,
          retryAfter(response.field("grpc-status-details-bin")));
    }
    if (response.isReset()) {
      return new GrpcStatus(fromReset(response.resetCode()), "the call was broken off", -1);
    }
    String http = String.valueOf(response.field(":status"));
    return new GrpcStatus(fromHttp(http), "HTTP status " + http, -1);
  }

  private static int code(String text) {
    for (int i = 0; i < NAMES.length; i++) {
      if (text.equals(Integer.toString(i))) {
        return i;
      }
    }
    return UNKNOWN;
  }

  private static int fromReset(int reset) {
    switch (reset) {
      case RESET_REFUSED:
        return UNAVAILABLE;
      case RESET_CANCEL:
        return CANCELLED;
      case RESET_ENHANCE_YOUR_CALM:
        return RESOURCE_EXHAUSTED;
      default:
        return INTERNAL;
    }
  }

  private static int fromHttp(String status) {
    switch (status) {
      case "400":
        return INTERNAL;
      case "401":
        return UNAUTHENTICATED;
      case "403":
        return PERMISSION_DENIED;
      case "404":
        return UNIMPLEMENTED;
      case "429":
      case "502":
      case "503":
      case "504":
        return UNAVAILABLE;
      default:
        return UNKNOWN;
    }
  }

  /** The delay of a RetryInfo among the details, in milliseconds, or -1. */
  private static long retryAfter(@Nullable String details) {
    if (details == null) {
      return -1;
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(details);
    } catch (IllegalArgumentException e) {
      return -1;
    }
    ProtoReader status = new ProtoReader(bytes);
    while (status.next()) {
      if (status.field() == 3) {
        long delay = delay(status.message());
        if (delay >= 0) {
          return delay;
        }
      }
    }
    return -1;
  }

  private static long delay(ProtoReader any) {
    boolean retryInfo = false;
    long millis = -1;
    while (any.next()) {
      if (any.field() == 1) {
        retryInfo = any.text().equals(RETRY_INFO);
      } else if (any.field() == 2 && retryInfo) {
        millis = 0;
        ProtoReader info = any.message();
        while (info.next()) {
          ProtoReader duration = info.message();
          while (info.field() == 1 && duration.next()) {
            long number = Math.max(0, Math.min(duration.number(), Integer.MAX_VALUE));
            millis += duration.field() == 1 ? number * 1000 : number / 1_000_000;
          }
        }
      }
    }
    return millis;
  }

  boolean isOk() {
    return code == OK;
  }

  /** What a failed call means for the export. */
  Outcome outcome() {
    boolean retryable;
    switch (code) {
      case CANCELLED:
      case DEADLINE_EXCEEDED:
      case ABORTED:
      case OUT_OF_RANGE:
      case UNAVAILABLE:
      case DATA_LOSS:
        retryable = true;
        break;
      case RESOURCE_EXHAUSTED:
        retryable = retryAfterMillis >= 0;
        break;
      default:
        retryable = false;
    }
    String reason = message.isEmpty() ? NAMES[code] : NAMES[code] + ", " + message;
    return Outcome.refused(NAMES[code], reason, retryable, retryAfterMillis);
  }
}
