package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The sizes of a call's messages, as they are before they are compressed and after they are
 * inflated; and what woven libraries call where somebody wants to know them.
 *
 * <pre>{@code
 * RpcOperation before = RpcSizes.sending(call);     // around sendMessage
 * RpcSizes.marshalled(descriptor, 120);             // in it: what the first one is made into
 * RpcSizes.sent(call, before);
 *
 * RpcSizes.reads(descriptor, -1);                   // around the reading of a message
 * RpcSizes.inflated(120);                           // in it, for one whose size is not known
 * RpcSizes.read(descriptor);
 * }</pre>
 *
 * <p>A message is asked for its size where the library itself asks for it, and no other is.
 */
public final class RpcSizes {

  private static final int UNKNOWN = -1;

  private long sent;
  private long received;
  private long sending = UNKNOWN;
  private long reading = UNKNOWN;
  private long inflated;

  /** The bytes of all messages that were sent. */
  public long sent() {
    return sent;
  }

  /** The bytes of all messages that were received. */
  public long received() {
    return received;
  }

  /**
   * The calling thread sends a message of a call.
   *
   * @return what {@link #sent(Object, RpcOperation)} takes
   */
  public static @Nullable RpcOperation sending(Object call) {
    RpcOperation operation = RpcProbe.of(call);
    Current thread = operation == null ? Current.existing() : Current.cell();
    RpcOperation before = thread == null ? null : (RpcOperation) thread.rpcSends();
    RpcSizes sizes = operation == null ? null : operation.sizes();
    if (sizes != null && thread != null) {
      sizes.sending = UNKNOWN;
      thread.rpcSends(operation);
    }
    return before;
  }

  /** What the calling thread sends was made into so many bytes. Further attempts say so again. */
  public static void marshalled(Object descriptor, long bytes) {
    Current thread = Current.existing();
    RpcOperation operation = thread == null ? null : (RpcOperation) thread.rpcSends();
    RpcSizes sizes = operation == null ? null : operation.sizes();
    if (sizes != null && operation != null && operation.descriptor == descriptor) {
      sizes.sending = sizes.sending == UNKNOWN ? bytes : sizes.sending;
    }
  }

  /** It was sent. */
  public static void sent(Object call, @Nullable RpcOperation before) {
    Current thread = Current.existing();
    if (thread != null) {
      thread.rpcSends(before);
    }
    RpcOperation operation = RpcProbe.of(call);
    RpcSizes sizes = operation == null ? null : operation.sizes();
    RpcRecorder current = RpcProbe.recorder();
    if (sizes == null || operation == null || current == null || !operation.isOf(current)) {
      return;
    }
    if (sizes.sending >= 0 && !operation.isEnded()) {
      sizes.sent += sizes.sending;
      current.size(operation, true, sizes.sending);
      sizes.sending = UNKNOWN;
    }
  }

  /**
   * The calling thread is about to read a message.
   *
   * @param bytes -1 where nobody knows
   */
  public static void reads(Object descriptor, long bytes) {
    RpcOperation operation = RpcProbe.at(descriptor);
    RpcSizes sizes = operation == null ? null : operation.sizes();
    if (sizes != null) {
      sizes.reading = bytes;
      sizes.inflated = 0;
    }
  }

  /** So many bytes of it were read. */
  public static void inflated(long bytes) {
    RpcOperation operation = RpcProbe.before();
    RpcSizes sizes = operation == null ? null : operation.sizes();
    if (sizes != null) {
      sizes.inflated += bytes;
    }
  }

  /** It was read. */
  public static void read(Object descriptor) {
    RpcOperation operation = RpcProbe.at(descriptor);
    RpcSizes sizes = operation == null ? null : operation.sizes();
    RpcRecorder current = RpcProbe.recorder();
    if (sizes == null || operation == null || current == null || !operation.isOf(current)) {
      return;
    }
    long bytes = sizes.reading >= 0 ? sizes.reading : sizes.inflated;
    if (bytes > 0 || sizes.reading == 0) {
      sizes.received += bytes;
      current.size(operation, false, bytes);
    }
  }
}
