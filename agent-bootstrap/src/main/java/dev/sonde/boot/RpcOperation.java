package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * One remote call, unary or streaming, on the side of the client or of the server. However often a
 * client's library tries again, the call is one.
 */
public abstract class RpcOperation extends Operation {

  /**
   * The library's own description of the method, by which it knows the messages of this call from
   * those of another one that the application makes in the meantime.
   */
  @Nullable Object descriptor;

  /** The status as gRPC names it, {@code DEADLINE_EXCEEDED}; null where the call has none. */
  private @Nullable String status;

  /** Where nobody wants more of a call than its metrics there is none. */
  private final @Nullable RpcDetails details;

  protected RpcOperation(
      Origin origin, @Nullable Context outer, Current thread, long startNanos, boolean sized) {
    super(origin, outer, thread, startNanos);
    this.details = recording || sized ? new RpcDetails(sized) : null;
  }

  /** What is called. */
  public abstract RpcMethod method();

  /** The context of what the application does for this call. */
  abstract @Nullable Context inside();

  /** What only the span tells; null when there is none. */
  public final @Nullable RpcDetails details() {
    return recording ? details : null;
  }

  /** The sizes of its messages; null where nobody wants to know them. */
  public final @Nullable RpcSizes sizes() {
    RpcDetails known = details;
    return known == null ? null : known.sizes;
  }

  /** Whether it is measured by this recorder. */
  final boolean isOf(@Nullable RpcRecorder recorder) {
    return recorder != null && recorder == method().recorder;
  }

  /** Takes the status that the call ends with. */
  final void status(@Nullable String newStatus) {
    status = newStatus;
  }

  public final @Nullable String status() {
    return status;
  }
}
