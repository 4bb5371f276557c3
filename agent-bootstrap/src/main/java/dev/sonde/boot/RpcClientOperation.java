package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** One remote call that this process makes. It is nobody's context. */
public final class RpcClientOperation extends RpcOperation {

  private final RpcMethod method;

  /** Where it goes to; null as long as it waits for its channel. */
  private @Nullable RpcTarget target;

  public RpcClientOperation(
      Origin origin,
      @Nullable Context parent,
      Current thread,
      long startNanos,
      RpcMethod method,
      @Nullable RpcTarget target,
      boolean sized) {
    super(origin, parent, thread, startNanos, sized);
    this.method = method;
    this.target = target;
  }

  @Override
  public RpcMethod method() {
    return method;
  }

  public RpcTarget target() {
    RpcTarget known = target;
    return known == null ? RpcTarget.UNKNOWN : known;
  }

  void goesTo(RpcTarget known) {
    target = known;
  }

  /** Whether it waits for its channel, and nothing has come of that yet. */
  boolean isWaiting() {
    return target == null && !isEnded();
  }

  /** What listens to a call goes on with what made it. */
  @Override
  @Nullable Context inside() {
    return outer();
  }

  /** The value of the metadata {@code index} of {@link RpcMetadata#TRACE}; null for none. */
  public byte @Nullable [] header(int index) {
    RpcRecorder telling = method.recorder;
    return telling == null ? null : telling.header(this, index);
  }
}
