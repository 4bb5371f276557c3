package dev.sonde.instrumentation.sample;

/** Methods whose code is not what one expects of a method. */
public class Oddities {

  public static final int[] CALLS = new int[1];

  public long kept;

  public Oddities() {
    this(7);
  }

  public Oddities(long kept) {
    this.kept = kept > 100 ? 100 : kept;
  }

  public static void nothing() {}

  public static void takesLargeOnes(long first, double second) {}

  public static void beginsWithALoop() {
    while (CALLS[0] > 0) {
      CALLS[0]--;
    }
  }

  public double changesItsArguments(long first, double second, String third) {
    first += 3;
    second *= 2;
    third = third + first;
    return second + third.length();
  }

  public synchronized long locked(int[] values) {
    long sum = 0;
    for (int value : values) {
      if (value < 0) {
        return -sum;
      }
      sum += value;
    }
    return sum;
  }

  public boolean swallows(String text) {
    try {
      return text.length() > 3;
    } catch (NullPointerException e) {
      return false;
    } finally {
      CALLS[0]++;
    }
  }

  public static Object alwaysThrows(char letter) {
    throw new IllegalStateException(String.valueOf(letter));
  }

  public float skipped(Object given) {
    CALLS[0]++;
    return given.hashCode();
  }

  public String told(String given) {
    return "told " + given;
  }
}
