package dev.sonde.smoke.isolation;

/** Needs nothing but java.base. */
public final class Plain {

  private Plain() {}

  public static void main(String[] args) throws Exception {
    Call.await();
    System.out.println("plain " + Plain.class.getClassLoader().getClass().getName());
  }
}
