package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A connection of a channel, as its library sees it: one that is wanted, opened, lost and opened
 * again. What woven libraries call for it, too.
 *
 * <p>It is told of one change after the other, each after the one before.
 */
public final class RpcConnection implements Kept {

  private static final String IDLE = "IDLE";
  private static final String READY = "READY";
  private static final String SHUTDOWN = "SHUTDOWN";

  public final RpcTarget target;
  private final RpcRecorder recorder;
  private @Nullable String state;
  private boolean wasReady;

  private RpcConnection(RpcTarget target, RpcRecorder recorder) {
    this.target = target;
    this.recorder = recorder;
  }

  /** A connection was made, which is not open yet. */
  public static void made(Object connection, @Nullable String authority) {
    goesTo(connection, authority, IDLE);
  }

  /** A connection goes to another state, or stays in it. */
  public static void goesTo(Object connection, @Nullable String authority, String state) {
    RpcRecorder current = RpcProbe.recorder();
    if (current == null) {
      return;
    }
    Object carried = Carried.get(connection);
    RpcConnection known = carried instanceof RpcConnection ? (RpcConnection) carried : null;
    if (known == null && !Carried.hasRoomFor(connection)) {
      return;
    }
    if (known == null || known.recorder != current) {
      known = new RpcConnection(RpcTarget.of(authority), current);
      Carried.put(connection, known);
    }
    known.change(state);
  }

  private void change(String next) {
    String before = state;
    if (next.equals(before)) {
      return;
    }
    String after = next.equals(SHUTDOWN) ? null : next;
    state = after;
    recorder.connection(this, before, after);
    if (next.equals(READY)) {
      if (wasReady) {
        recorder.reconnected(this);
      }
      wasReady = true;
    }
  }
}
