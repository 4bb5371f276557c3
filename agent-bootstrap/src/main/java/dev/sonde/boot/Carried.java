package dev.sonde.boot;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps with an object of a library, for as long as the object lives: in a field
 * that the weaver added to its class, or, where the class was there before the agent, in a table.
 *
 * <p>Whoever reads it must be after whoever put it, by the library's own order of things; nothing
 * here makes it so.
 */
public final class Carried {

  /** Past so many objects further ones carry nothing. */
  private static final int MOST = 1 << 16;

  private static final ConcurrentHashMap<IdentityKey, Object> TABLE = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  private static boolean kept;

  private Carried() {}

  /** What the object carries, or null. */
  public static @Nullable Object get(Object carrier) {
    if (carrier instanceof Carrier) {
      return ((Carrier) carrier).sonde$carried();
    }
    Object carried = TABLE.isEmpty() ? null : TABLE.get(IdentityKey.of(carrier));
    return carried instanceof WeakReference ? ((WeakReference<?>) carried).get() : carried;
  }

  /** Lets the object carry something, or with null nothing any more. */
  public static void put(Object carrier, @Nullable Object carried) {
    if (carrier instanceof Carrier) {
      ((Carrier) carrier).sonde$carry(carried);
    } else if (carried == null) {
      TABLE.remove(IdentityKey.of(carrier));
    } else {
      keep(carrier, carried);
    }
  }

  private static void keep(Object carrier, Object carried) {
    removeGone();
    if (TABLE.mappingCount() < MOST || TABLE.containsKey(IdentityKey.of(carrier))) {
      TABLE.put(IdentityKey.weak(carrier, GONE), kept(carried));
    } else if (carried instanceof HttpServerOperation) {
      // Nobody would find it again to end it.
      HttpServerProbe.end((HttpServerOperation) carried, null);
    }
  }

  /** Whether an object that carries nothing can be let carry something. */
  static boolean hasRoomFor(Object carrier) {
    if (carrier instanceof Carrier || TABLE.mappingCount() < MOST) {
      return true;
    }
    removeGone();
    return TABLE.mappingCount() < MOST;
  }

  /** An object of the library's may lead to its carrier, and the table would hold both for ever. */
  private static Object kept(Object carried) {
    return carried instanceof Context || carried instanceof Kept
        ? carried
        : new WeakReference<>(carried);
  }

  /** Lets go what the objects without a field carry. */
  public static void forgetAll() {
    TABLE.clear();
  }

  /** True for the first call in this JVM: who makes it sees to it that the fields stay. */
  public static synchronized boolean keepFields() {
    boolean first = !kept;
    kept = true;
    return first;
  }

  static int size() {
    removeGone();
    return TABLE.size();
  }

  private static void removeGone() {
    Object key = GONE.poll();
    while (key != null) {
      TABLE.remove(key);
      key = GONE.poll();
    }
  }
}
