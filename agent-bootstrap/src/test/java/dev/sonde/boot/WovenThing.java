package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** An object of a class that was woven. */
final class WovenThing implements Carrier {

  private volatile @Nullable Object carried;

  @Override
  public @Nullable Object sonde$carried() {
    return carried;
  }

  @Override
  public void sonde$carry(@Nullable Object newCarried) {
    carried = newCarried;
  }
}
