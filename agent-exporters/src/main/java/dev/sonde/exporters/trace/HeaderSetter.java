package dev.sonde.exporters.trace;

/** Puts a header on what carries it, a request of some client. */
public interface HeaderSetter<C> {
  void set(C carrier, String name, String value);
}
