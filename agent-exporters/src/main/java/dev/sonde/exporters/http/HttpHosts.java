package dev.sonde.exporters.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The servers that requests are sent to, found without an allocation. Their number is bounded; what
 * is past the bound is made each time, without a lock.
 *
 * <p>They lie in an open-addressed array that is never emptied: at the slot of their hash or, where
 * that is taken, in the next free one. Readers may see an empty slot where there is one by now.
 * They then ask under the lock while there is room; past the bound they make what is there already,
 * which has the same meters.
 */
final class HttpHosts {

  private static final int MOST = 2000;
  private static final int SLOTS = 8192;

  private final List<PathPattern> excluded;
  private final int methods;
  private final @Nullable Known[] slots = new @Nullable Known[SLOTS];
  private volatile int size;

  /**
   * @param excluded what is left alone: {@code host} or {@code host:port}
   * @param methods how many methods there are
   */
  HttpHosts(List<String> excluded, int methods) {
    this.excluded = PathPattern.all(excluded);
    this.methods = methods;
  }

  /** A server by its name as a library has it; safe to hand over by a plain write. */
  private static final class Known {
    private final String name;
    private final int port;
    private final MeasuredHost host;

    Known(String name, int port, MeasuredHost host) {
      this.name = name;
      this.port = port;
      this.host = host;
    }
  }

  MeasuredHost of(String name, int port) {
    int slot = slot(name, port);
    Known known = slots[slot];
    while (known != null) {
      if (known.port == port && known.name.equals(name)) {
        return known.host;
      }
      slot = (slot + 1) & (SLOTS - 1);
      known = slots[slot];
    }
    return size < MOST ? add(name, port) : make(name, port);
  }

  private static int slot(String name, int port) {
    int hash = (31 * name.hashCode() + port) * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }

  private synchronized MeasuredHost add(String name, int port) {
    int slot = slot(name, port);
    for (Known known = slots[slot]; known != null; known = slots[slot]) {
      if (known.port == port && known.name.equals(name)) {
        return known.host;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    MeasuredHost host = make(name, port);
    if (size < MOST) {
      slots[slot] = new Known(name, port, host);
      size = size + 1;
    }
    return host;
  }

  private MeasuredHost make(String name, int port) {
    String address = address(name);
    boolean isExcluded = isExcluded(address) || isExcluded(address + ':' + port);
    return new MeasuredHost(address, port, isExcluded, methods);
  }

  private boolean isExcluded(String text) {
    for (int i = 0; i < excluded.size(); i++) {
      if (excluded.get(i).matches(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The address alone: URLs have some in brackets, {@code [::1]}, and a client may take the
   * credentials before it for a part of it.
   */
  private static String address(String name) {
    String host = name.substring(name.lastIndexOf('@') + 1);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
