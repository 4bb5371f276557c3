package dev.sonde.smoke.isolation;

import javax.management.MBeanServerBuilder;

/** Says who makes it. */
public final class OwnServerBuilder extends MBeanServerBuilder {

  public OwnServerBuilder() {
    System.out.println("server builder by " + Thread.currentThread().getName());
  }
}
