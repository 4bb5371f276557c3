package dev.sonde.exporters.rpc;

import org.jspecify.annotations.Nullable;

/** Which of gRPC's statuses are failures, by the conventions. */
public final class RpcStatus {

  private RpcStatus() {}

  /** To a client each status but one is a failure. */
  public static boolean isClientError(@Nullable String status) {
    return status != null && !status.equals("OK");
  }

  /** A server has not failed where it only says what is wrong with a call. */
  public static boolean isServerError(@Nullable String status) {
    if (status == null) {
      return false;
    }
    switch (status) {
      case "UNKNOWN":
      case "DEADLINE_EXCEEDED":
      case "UNIMPLEMENTED":
      case "INTERNAL":
      case "UNAVAILABLE":
      case "DATA_LOSS":
        return true;
      default:
        return false;
    }
  }
}
