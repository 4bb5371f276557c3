package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarriedTest {

  /** An object whose equality is not its identity, and which nobody may ask for it. */
  private static final class Touchy {
    @Override
    public boolean equals(Object other) {
      throw new AssertionError("equals was called");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode was called");
    }
  }

  @AfterEach
  void forget() {
    Carried.forgetAll();
  }

  @Test
  void anObjectWithoutAFieldCarriesByItsIdentity() {
    Touchy one = new Touchy();
    Touchy other = new Touchy();
    assertThat(Carried.get(one)).isNull();
    Carried.put(one, "first");
    Carried.put(one, "second");
    assertThat(Carried.get(one)).isEqualTo("second");
    assertThat(Carried.get(other)).isNull();
    Carried.put(one, null);
    assertThat(Carried.get(one)).isNull();
    assertThat(Carried.size()).isZero();
  }

  @Test
  void aThingThatLeadsToItsCarrierKeepsNeitherAlive() {
    for (int i = 0; i < 100; i++) {
      Object carrier = new Object();
      Carried.put(carrier, new Object[] {carrier});
    }
    for (int i = 0; i < 1000 && Carried.size() > 0; i++) {
      System.gc();
    }
    assertThat(Carried.size()).isZero();
  }

  @Test
  void whatAnObjectCarriedGoesWithIt() {
    for (int i = 0; i < 100; i++) {
      Carried.put(new Touchy(), "lost");
    }
    List<byte[]> pressure = new ArrayList<>();
    for (int i = 0; i < 1000 && Carried.size() > 0; i++) {
      System.gc();
      pressure.add(new byte[1000]);
    }
    assertThat(Carried.size()).isZero();
  }
}
