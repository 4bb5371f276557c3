package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * The keys of metadata that are read and written, as a library's own objects: the first call in a
 * library makes them all.
 *
 * <pre>{@code
 * if (!RpcMetadata.isReady(like)) {
 *   String[][] names = RpcMetadata.names();
 *   for each set: RpcMetadata.keep(like, names[set], keys);
 * }
 * Object[] keys = RpcMetadata.keys(like, RpcMetadata.TRACE);
 * }</pre>
 *
 * <p>What they are like in the library is any object of the class that takes them.
 */
public final class RpcMetadata {

  /** What tells the trace, in the order of {@link Current#incoming}. */
  public static final int TRACE = 0;

  /** What spans tell of the requests of made calls. */
  public static final int CLIENT_REQUEST = 1;

  public static final int CLIENT_RESPONSE = 2;
  public static final int SERVER_REQUEST = 3;
  public static final int SERVER_RESPONSE = 4;

  /** The trailer that tells the trace id, if any. */
  public static final int TRAILER = 5;

  /** How many sets there are. */
  public static final int SETS = 6;

  private static final Object[] NONE = {};
  private static final String[][] NO_NAMES = {};
  private static final byte[][] NO_HEADERS = {};

  private RpcMetadata() {}

  /** The sets in lower case; none where nothing measures. */
  public static String[][] names() {
    RpcRecorder current = RpcProbe.recorder();
    return current == null ? NO_NAMES : current.names();
  }

  /** Whether the keys are kept. */
  public static boolean isReady(Object like) {
    RpcRecorder current = RpcProbe.recorder();
    return current == null || kept(like, current.names()[SETS - 1]) != null;
  }

  /** The keys of {@link #TRACE} as they are sent; none where nothing measures. */
  public static byte[][] headers() {
    RpcRecorder current = RpcProbe.recorder();
    return current == null ? NO_HEADERS : current.headers();
  }

  /** Keeps the keys of a set; the last set is kept last. */
  public static void keep(Object like, String[] names, Object[] keys) {
    LibraryNames.of(like.getClass()).keep(names, keys);
  }

  /** The keys of a set, in the order of their names. */
  public static Object[] keys(Object like, int set) {
    RpcRecorder current = RpcProbe.recorder();
    Object[] kept = current == null ? null : kept(like, current.names()[set]);
    return kept == null ? NONE : kept;
  }

  private static Object @Nullable [] kept(Object like, String[] names) {
    return LibraryNames.of(like.getClass()).get(names);
  }
}
