package dev.sonde.smoke.isolation;

import java.lang.management.ManagementFactory;
import java.util.logging.LogManager;

/** Uses late what a JVM makes once, so that it shows when someone else was first. */
public final class FirstUse {

  private FirstUse() {}

  public static void main(String[] args) throws Exception {
    Call.await();
    System.out.println("first use");
    System.out.println(LogManager.getLogManager().getClass().getName());
    System.out.println(ManagementFactory.getPlatformMBeanServer().getDefaultDomain());
  }
}
