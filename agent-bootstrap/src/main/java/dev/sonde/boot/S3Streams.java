package dev.sonde.boot;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams that applications read objects from, each of which carries its operation. One that is
 * let go without being closed ends its operation when the garbage collector finds it.
 */
final class S3Streams {

  /** Past so many open streams further ones are not watched. */
  private static final int MOST = 1 << 16;

  private static final ConcurrentHashMap<Watch, Watch> WATCHED = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  private S3Streams() {}

  /** The operation that ends when its stream does, and the watch over that stream. */
  private static final class Watch extends PhantomReference<Object> implements Kept {
    private final S3Operation operation;

    Watch(Object stream, S3Operation operation) {
      super(stream, GONE);
      this.operation = operation;
    }
  }

  static void watch(Object stream, S3Operation operation) {
    Watch watch = new Watch(stream, operation);
    Carried.put(stream, watch);
    if (WATCHED.mappingCount() < MOST) {
      WATCHED.put(watch, watch);
    } else if (Carried.get(stream) == null) {
      S3Probe.end(operation, null); // Nobody will hear of the stream any more.
    }
  }

  static @Nullable S3Operation of(Object stream) {
    Object carried = Carried.get(stream);
    return carried instanceof Watch ? ((Watch) carried).operation : null;
  }

  /** The stream is at its end. */
  static void leave(Object stream) {
    Object carried = Carried.get(stream);
    if (carried instanceof Watch) {
      Carried.put(stream, null);
      WATCHED.remove(carried);
    }
  }

  /** Ends the operations of the streams that nobody has any more. */
  static void endDropped() {
    Object gone = GONE.poll();
    while (gone != null) {
      WATCHED.remove(gone);
      S3Operation operation = ((Watch) gone).operation;
      if (operation.endDropped()) {
        S3Probe.tell(operation);
      }
      gone = GONE.poll();
    }
  }

  /** Watches nothing any more. */
  static void forgetAll() {
    WATCHED.clear();
  }
}
