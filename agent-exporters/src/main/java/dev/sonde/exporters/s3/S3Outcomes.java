package dev.sonde.exporters.s3;

import dev.sonde.boot.S3Operation;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** How attempts at a call end: what the service refuses because of its load is told apart. */
final class S3Outcomes {

  static final String SUCCESS = "success";
  static final String THROTTLED = "throttled";
  static final String ERROR = "error";
  static final String TIMEOUT = "timeout";

  private static final int FIRST_ERROR = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int MOST_CAUSES = 8;

  private S3Outcomes() {}

  static String of(S3Operation operation, @Nullable Throwable thrown) {
    int status = operation.status;
    String code = operation.errorCode;
    if (status == UNAVAILABLE || status == TOO_MANY_REQUESTS || isThrottle(code)) {
      return THROTTLED;
    }
    if ("RequestTimeout".equals(code) || isTimeout(thrown)) {
      return TIMEOUT;
    }
    return status >= FIRST_ERROR || code != null || thrown != null ? ERROR : SUCCESS;
  }

  private static boolean isThrottle(@Nullable String code) {
    if (code == null) {
      return false;
    }
    switch (code) {
      case "SlowDown":
      case "Throttling":
      case "ThrottlingException":
      case "ThrottledException":
      case "RequestThrottled":
      case "RequestThrottledException":
      case "RequestLimitExceeded":
      case "TooManyRequestsException":
      case "ProvisionedThroughputExceededException":
      case "BandwidthLimitExceeded":
      case "PriorRequestNotComplete":
      case "TransactionInProgressException":
      case "EC2ThrottledException":
        return true;
      default:
        return false;
    }
  }

  /** Clients have exceptions of their own for it, the JDK has one that is behind most of them. */
  private static boolean isTimeout(@Nullable Throwable thrown) {
    Throwable each = thrown;
    try {
      for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
        String name = each.getClass().getName();
        if (name.endsWith("TimeoutException")
            || (each instanceof InterruptedIOException && name.startsWith("java.net."))) {
          return true;
        }
        each = each.getCause();
      }
    } catch (RuntimeException | LinkageError e) {
      // An exception's own methods may throw whatever they like.
    }
    return false;
  }
}
