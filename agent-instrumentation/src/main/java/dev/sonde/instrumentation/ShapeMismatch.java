package dev.sonde.instrumentation;

/** Says that a library's classes do not have what an advice uses. */
final class ShapeMismatch extends Exception {

  private static final long serialVersionUID = 1;

  ShapeMismatch(String missing) {
    super(missing);
  }
}
