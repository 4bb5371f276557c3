package dev.sonde.boot;

/** A method that is called remotely; a recorder keeps what it needs with it. */
public abstract class RpcMethod {

  /** What stands for the methods that nobody knows. */
  public static final String OTHER = "_OTHER";

  /** {@code package.Service/Method}, or {@link #OTHER}. */
  public final String name;

  protected RpcMethod(String name) {
    this.name = name;
  }
}
