package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** One remote call that this process makes. It is nobody's context. */
public final class RpcClientOperation extends RpcOperation {

  private final RpcMethod method;

  /** Where it goes to; a call that waits for its channel is told later. */
  private RpcTarget target;

  public RpcClientOperation(
      Origin origin,
      @Nullable Context parent,
      Current thread,
      long startNanos,
      RpcMethod method,
      RpcTarget target,
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
    return target;
  }

  void target(RpcTarget known) {
    target = known;
  }

  /** What listens to a call goes on with what made it. */
  @Override
  @Nullable Context inside() {
    return outer();
  }

  /** The value of the metadata {@code index} of {@link RpcMetadata#TRACE}; null for none. */
  public @Nullable String header(int index) {
    RpcRecorder telling = recorder;
    return telling == null ? null : telling.header(this, index);
  }
}
