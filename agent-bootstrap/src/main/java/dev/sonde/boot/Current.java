package dev.sonde.boot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cell of one thread that holds its current {@link Context}.
 *
 * <p>A measured call reads its thread's cell once and then works on the cell's fields. A thread
 * that is created inside a measured call starts with its creator's context; that inheritance ends
 * soon after the creator's call does, so that a pool whose threads happen to be created during a
 * request does not stay in that request's trace for ever.
 */
public final class Current {

  /** How long after the end of the creator's call a new thread may still join its trace. */
  private static final long INHERITANCE_NANOS = 10_000_000_000L;

  private static final int MAX_FIELDS = 8;

  private static final ThreadLocal<@Nullable Current> CELLS =
      new InheritableThreadLocal<@Nullable Current>() {
        @Override
        protected @Nullable Current childValue(@Nullable Current parent) {
          Context context = parent == null ? null : parent.context;
          return context == null ? null : new Current(context, true);
        }
      };

  private @Nullable Context context;
  private boolean inherited;
  private @Nullable String @Nullable [] incoming;

  private Current(@Nullable Context context, boolean inherited) {
    this.context = context;
    this.inherited = inherited;
  }

  /** The calling thread's cell. */
  public static Current cell() {
    Current cell = CELLS.get();
    if (cell == null) {
      cell = new Current(null, false);
      CELLS.set(cell);
    } else if (cell.inherited) {
      cell.endInheritance();
    }
    return cell;
  }

  /** The calling thread's context, or null. Makes no cell where there is none. */
  public static @Nullable Context context() {
    Current cell = CELLS.get();
    if (cell == null) {
      return null;
    }
    if (cell.inherited) {
      cell.endInheritance();
    }
    return cell.context;
  }

  public @Nullable Context get() {
    return context;
  }

  public void set(@Nullable Context context) {
    this.context = context;
    this.inherited = false;
  }

  private void endInheritance() {
    Context creator = context;
    if (creator == null) {
      inherited = false;
      return;
    }
    long ended = creator.endedAtNanos();
    boolean expired = ended != 0 && System.nanoTime() - ended > INHERITANCE_NANOS;
    if (expired || Thread.currentThread() instanceof java.util.concurrent.ForkJoinWorkerThread) {
      context = null;
      inherited = false;
    }
  }

  /**
   * Keeps the value of the propagation field {@code index} of the request that is about to start. A
   * field that came more than once says nothing, so it counts as absent.
   */
  public void incoming(int index, String value, boolean repeated) {
    if (index >= MAX_FIELDS || repeated) {
      return;
    }
    @Nullable String[] values = incoming;
    if (values == null) {
      values = new @Nullable String[MAX_FIELDS];
      incoming = values;
    }
    values[index] = value;
  }

  /** The incoming value of the propagation field {@code index}. */
  public @Nullable String incoming(int index) {
    @Nullable String[] values = incoming;
    return values == null || index >= MAX_FIELDS ? null : values[index];
  }

  /** Forgets the incoming fields; the recorder calls it when it has read them. */
  public void clearIncoming() {
    @Nullable String[] values = incoming;
    if (values != null) {
      Arrays.fill(values, null);
    }
  }
}
