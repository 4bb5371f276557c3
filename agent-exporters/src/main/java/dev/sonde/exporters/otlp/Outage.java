package dev.sonde.exporters.otlp;

import dev.sonde.core.Log;

/**
 * Says once that a receiver fails and once that it works again, and not more than once a minute.
 */
final class Outage {

  private static final long QUIET_NANOS = 60_000_000_000L;

  private final String what;
  private final String meanwhile;
  private final String where;
  private boolean failing;
  private boolean said;
  private long lastSaid;

  /**
   * Of one kind of data and one receiver.
   *
   * @param meanwhile what becomes of the data until the receiver works again
   */
  Outage(String what, String meanwhile, String where) {
    this.what = what;
    this.meanwhile = meanwhile;
    this.where = where;
  }

  void failed(String reason) {
    if (failing) {
      return;
    }
    failing = true;
    long now = System.nanoTime();
    said = lastSaid == 0 || now - lastSaid > QUIET_NANOS;
    String line = what + " can't be sent to " + where + ": " + reason + ".";
    if (said) {
      lastSaid = now == 0 ? 1 : now;
      Log.warn(line + " " + meanwhile);
    } else {
      Log.debug(line);
    }
  }

  void succeeded() {
    if (!failing) {
      return;
    }
    failing = false;
    String line = what + " can be sent to " + where + " again.";
    if (said) {
      Log.warn(line);
    } else {
      Log.debug(line);
    }
  }
}
