package dev.sonde.smoke.isolation;

/** An application that its security manager does not let read a property. */
public final class Confined {

  private Confined() {}

  public static void main(String[] args) throws Exception {
    Call.await();
    try {
      System.out.println("home " + System.getProperty("user.home"));
    } catch (SecurityException e) {
      System.out.println("denied");
    }
  }
}
