package dev.sonde.boot;

/**
 * One remote call that this process serves, from its headers until its stream is closed.
 *
 * <p>Which methods there are is known to the application's registry alone, which is asked on the
 * application's own thread: a call may begin as one of a method that nobody knows.
 */
public final class RpcServerOperation extends RpcOperation {

  /** True for a call that carries its caller's context on and is not measured. */
  public final boolean excluded;

  private volatile RpcMethod method;

  /** Whether the library has given it somebody who hears of its end. */
  private boolean heard;

  public RpcServerOperation(
      Origin origin,
      Current thread,
      long startNanos,
      RpcMethod method,
      boolean excluded,
      boolean sized) {
    super(origin, null, thread, startNanos, sized);
    this.method = method;
    this.excluded = excluded;
  }

  @Override
  public RpcMethod method() {
    return method;
  }

  @Override
  Context inside() {
    return this;
  }

  /**
   * Tells which method it is after all.
   *
   * @return false when it is too late for that
   */
  public synchronized boolean resolve(RpcMethod known) {
    if (isEnded()) {
      return false;
    }
    method = known;
    return true;
  }

  /** The method that it is measured by, for good. Only after its end. */
  public synchronized RpcMethod resolved() {
    return method;
  }

  void heard() {
    heard = true;
  }

  boolean isHeard() {
    return heard;
  }
}
