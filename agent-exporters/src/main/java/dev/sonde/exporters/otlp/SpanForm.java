package dev.sonde.exporters.otlp;

import dev.sonde.boot.Operation;

/** How the operations of one family look as spans. A new family is one more of these. */
abstract class SpanForm<O extends Operation> {

  static final int KIND_SERVER = 2;
  static final int KIND_CLIENT = 3;

  private final Class<O> type;
  private final int kind;

  SpanForm(Class<O> type, int kind) {
    this.type = type;
    this.kind = kind;
  }

  final Class<O> type() {
    return type;
  }

  final int kind() {
    return kind;
  }

  /** Adds the span's name to an empty builder. */
  abstract void name(O operation, StringBuilder name);

  abstract void attributes(O operation, Attributes attributes);

  /** Whether spans tell what exceptions say. */
  boolean tellsMessages() {
    return true;
  }

  /** Whether the span's status is an error. */
  abstract boolean failed(O operation);
}
