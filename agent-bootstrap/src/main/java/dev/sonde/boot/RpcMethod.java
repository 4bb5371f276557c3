package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** A method that is called remotely; a recorder keeps what it needs with it. */
public abstract class RpcMethod {

  /** What stands for the methods that nobody knows. */
  public static final String OTHER = "_OTHER";

  /** {@code package.Service/Method}, or {@link #OTHER}. */
  public final String name;

  /**
   * Who measures its calls; after a detach and another attach that is somebody else, who does not.
   */
  final @Nullable RpcRecorder recorder;

  protected RpcMethod(String name, @Nullable RpcRecorder recorder) {
    this.name = name;
    this.recorder = recorder;
  }
}
