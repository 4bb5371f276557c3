package dev.sonde.exporters.s3;

import dev.sonde.boot.S3Probe;
import dev.sonde.exporters.metrics.Observer;

/** Looks, at each scrape, for streams of objects that nobody has closed and nobody has any more. */
public final class DroppedStreams implements Observer {

  public DroppedStreams() {}

  @Override
  public void observe(Sink sink) {
    S3Probe.endDropped();
  }
}
