package dev.sonde.exporters;

import dev.sonde.boot.Carrier;
import org.jspecify.annotations.Nullable;

/** An object of a class that was woven. */
public final class WovenThing implements Carrier {

  private @Nullable Object carried;

  @Override
  public @Nullable Object sonde$carried() {
    return carried;
  }

  @Override
  public void sonde$carry(@Nullable Object newCarried) {
    carried = newCarried;
  }
}
