package dev.sonde.core;

import org.jspecify.annotations.Nullable;

/** Tries the way to the receivers of OTLP, for a person who asks; nothing is started for it. */
public interface Delivery {

  /** Sends a request without spans to where spans go. */
  Attempt spans(Config config);

  /** Sends a request without metrics to where metrics go. */
  Attempt metrics(Config config);

  /** How it went. */
  final class Attempt {
    private final String address;
    private final @Nullable String failure;

    public Attempt(String address, @Nullable String failure) {
      this.address = address;
      this.failure = failure;
    }

    /** The receiver, without credentials. */
    public String address() {
      return address;
    }

    /** Why the receiver did not take it, or null when it did. */
    public @Nullable String failure() {
      return failure;
    }
  }
}
