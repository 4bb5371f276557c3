package dev.sonde.exporters.jvm;

/**
 * The bytes that flowed into the heap and into its old generation, worked out from how full the
 * heap was around each collection: what came between two collections was allocated, and what the
 * old generation gained in one was promoted.
 *
 * <pre>
 *   used       ┌ before     ┌ before
 *         ／│        ／│
 *      ／   └ after ／   └ after
 *      └ allocated ┘
 * </pre>
 */
final class HeapFlow {

  private long allocated;
  private long promoted;
  private long shown;
  private long lastEnd = Long.MIN_VALUE;
  private long lastUsed;

  /** A flow that begins with a heap as full as this. */
  HeapFlow(long used) {
    lastUsed = used;
  }

  /**
   * Takes a collection.
   *
   * @param begin when it began, on the clock of all of them
   * @param end when it ended
   * @param before heap in use when it began
   * @param after heap in use when it ended
   * @param oldBefore old generation in use when it began
   * @param oldAfter old generation in use when it ended
   */
  synchronized void collected(
      long begin, long end, long before, long after, long oldBefore, long oldAfter) {
    if (before == 0 && after == 0) {
      return; // a pause inside a concurrent cycle: the JVM looks at the heap for the cycle only
    }
    boolean overlaps = begin < lastEnd;
    if (!overlaps) {
      allocated += Math.max(0, before - lastUsed);
      promoted += Math.max(0, oldAfter - oldBefore);
    }
    lastEnd = Math.max(lastEnd, end);
    lastUsed = after;
  }

  /** The bytes allocated so far, for a heap that is now as full as this. Never falls. */
  synchronized long allocated(long used) {
    shown = Math.max(shown, allocated + Math.max(0, used - lastUsed));
    return shown;
  }

  synchronized long promoted() {
    return promoted;
  }
}
