package dev.sonde.exporters.rpc;

import dev.sonde.boot.RpcClientProbe;
import dev.sonde.exporters.metrics.Observer;

/** Looks, at each scrape, for calls that are over and of which the application never hears. */
public final class UnheardCalls implements Observer {

  public UnheardCalls() {}

  @Override
  public void observe(Sink sink) {
    RpcClientProbe.endUnheard();
  }
}
