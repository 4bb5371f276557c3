package dev.sonde.smoke.isolation;

import java.util.logging.LogManager;

/** Says who makes it. */
public final class OwnLogManager extends LogManager {

  public OwnLogManager() {
    System.out.println("log manager by " + Thread.currentThread().getName());
  }
}
