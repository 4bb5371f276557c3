package dev.sonde.instrumentation.reactornetty.client;

import org.jspecify.annotations.Nullable;

/** A URL. Its fields ask nobody. */
public abstract class UriEndpoint {

  public final @Nullable String scheme = null;
  public final @Nullable String pathAndQuery = null;

  protected UriEndpoint() {}
}
