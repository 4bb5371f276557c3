package dev.sonde.exporters.trace;

/** Where the parent of an operation is. */
enum ParentOrigin {
  NONE,
  LOCAL,
  REMOTE
}
