package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * One remote call, unary or streaming, on the side of the client or of the server. However often a
 * client's library tries again, the call is one.
 */
public abstract class RpcOperation extends Operation {

  /** Who measures it; after a detach and another attach that is somebody else, who does not. */
  @Nullable RpcRecorder recorder;

  /**
   * The library's own description of the method, by which it knows the messages of this call from
   * those of another one that the application makes in the meantime.
   */
  @Nullable Object descriptor;

  /**
   * How many messages this side has sent, and received. Each is written by one thread at a time.
   */
  private long sent;

  private long received;

  /** The status as gRPC names it, {@code DEADLINE_EXCEEDED}; null where the call has none. */
  private @Nullable String status;

  /** The sizes of its messages; null where nobody wants to know them. */
  public final @Nullable RpcSizes sizes;

  /** What only the span tells; null when there is none. */
  public final @Nullable RpcDetails details;

  protected RpcOperation(
      Origin origin, @Nullable Context outer, Current thread, long startNanos, boolean sized) {
    super(origin, outer, thread, startNanos);
    this.sizes = sized ? new RpcSizes() : null;
    this.details = recording ? new RpcDetails() : null;
  }

  /** What is called. */
  public abstract RpcMethod method();

  /** The context of what the application does for this call. */
  abstract @Nullable Context inside();

  /** Takes the status that the call ends with. */
  final void status(@Nullable String newStatus) {
    status = newStatus;
  }

  public final @Nullable String status() {
    return status;
  }

  public final long sent() {
    return sent;
  }

  public final long received() {
    return received;
  }

  final void countSent() {
    sent++;
  }

  final void countReceived() {
    received++;
  }
}
