package dev.sonde.exporters.trace;

/** What a caller's headers say about the trace. */
enum Incoming {
  /** Nothing that is valid. */
  NOTHING,
  /** A trace and whether it is sampled. */
  TRACE,
  /** A trace, and that whoever reads this is to decide about sampling. */
  TRACE_UNDECIDED,
  /** No trace, but that the new one is to be sampled. */
  ACCEPTED,
  /** No trace, and that the new one is not to be sampled. */
  DENIED
}
