package dev.sonde.boot;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A command, or what a node gets of a batch, that an object of a client's stands for with all
 * attempts at it. It is the callback of the future, too, with which it ends at the latest.
 */
public final class RedissonCall extends RedisCall implements BiConsumer<Object, Throwable> {

  private int batchSize = NO_BATCH;

  /** What its arguments are in, where somebody wants to know the keys among them. */
  private @Nullable Object given;

  /** The way that it goes to another node. */
  private @Nullable Object route;

  private final boolean readable;
  private final boolean untold;

  /**
   * @param readable whether the reply will tell what was found
   * @param untold whether it has no span
   */
  RedissonCall(@Nullable Object given, boolean readable, boolean untold) {
    this.given = given;
    this.readable = readable;
    this.untold = untold;
  }

  /** Is several commands. */
  void isBatch(int size) {
    batchSize = size;
  }

  /** Whether it is several commands that are executed together. */
  public boolean isTransaction() {
    return command().role == RedisRole.MULTI || command().name.startsWith("MULTI ");
  }

  /**
   * Was sent to another node, and goes on.
   *
   * @param newRoute stands for the way there
   * @return false for the way that it went before
   */
  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean redirected(Object newRoute) {
    if (route == newRoute) {
      return false;
    }
    route = newRoute;
    redirected();
    return true;
  }

  /** Counts what it asked for, after its end. */
  void look(@Nullable Object reply) {
    if (readable) {
      look(command(), reply, arguments());
    }
  }

  /** The future that it was the callback of is done. */
  @Override
  public void accept(@Nullable Object reply, @Nullable Throwable failure) {
    RedissonProbe.end(this, reply, failure, null);
  }

  @Override
  void forget() {
    super.forget();
    given = null;
    route = null;
  }

  @Override
  public @Nullable Object given() {
    return given;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public boolean isUntold() {
    return untold;
  }
}
