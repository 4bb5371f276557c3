package dev.sonde.boot;

/** What a thread keeps for one family of libraries from call to call. */
abstract class PerThread {

  /** Frees the thread from a call that was torn off before it could leave. */
  abstract void reset();
}
