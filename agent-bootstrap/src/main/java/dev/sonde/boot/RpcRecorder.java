package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What takes the measurements of {@link RpcProbe}. Its methods never throw. */
public abstract class RpcRecorder {

  /** The keys of metadata that are read and written, by the sets of {@link RpcMetadata}. */
  public abstract String[][] names();

  /** The keys of {@link RpcMetadata#TRACE} as they are sent. */
  public abstract byte[][] headers();

  /** The value of one of them; null where it is not sent. */
  public abstract byte @Nullable [] header(RpcClientOperation operation, int field);

  /**
   * Decides where a call stands in a trace and starts to measure it.
   *
   * @param parent the context that it is made in
   * @param target null where that is not known yet
   * @return null for one that is left alone
   */
  public abstract @Nullable RpcClientOperation call(
      Current thread,
      @Nullable Context parent,
      String method,
      @Nullable RpcTarget target,
      long since);

  /**
   * The same for a call that came in, whether there is such a method or not.
   *
   * @param request the HTTP request that it came in by; null where it came in by itself
   */
  public abstract @Nullable RpcServerOperation serve(
      Current thread, String method, @Nullable HttpServerOperation request);

  /** Takes it that there is the method which a call asks for. */
  public abstract void known(RpcServerOperation operation, String method);

  /** Counts a message that was sent. */
  public abstract void sent(RpcOperation operation);

  /** Counts a message that was received. */
  public abstract void received(RpcOperation operation);

  /** Takes the size of a message that was sent, or received. */
  public abstract void size(RpcOperation operation, boolean sent, long bytes);

  /**
   * Takes that a connection goes from one state to another; null for none.
   *
   * @param before as the library names it, {@code TRANSIENT_FAILURE}
   */
  public abstract void connection(
      RpcConnection connection, @Nullable String before, @Nullable String after);

  /** Takes that a connection is open once more. */
  public abstract void reconnected(RpcConnection connection);

  /** Takes an operation that has just ended. */
  public abstract void end(RpcOperation operation);
}
