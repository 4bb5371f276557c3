package dev.sonde.smoke.isolation;

/** Tries what the JDK keeps from applications, and says what came of it. */
public final class InternalAccess {

  private InternalAccess() {}

  public static void main(String[] args) throws Exception {
    Call.await();
    String unsafe = "jdk.internal.misc.Unsafe";
    try {
      Class.forName(unsafe).getMethod("getUnsafe").invoke(null);
      System.out.println("granted");
    } catch (IllegalAccessException e) {
      System.out.println("refused");
    }
  }
}
