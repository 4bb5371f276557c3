package dev.sonde.instrumentation.sample;

import java.util.function.UnaryOperator;

/** A class of an application. */
public class Greeter implements UnaryOperator<String> {

  /** Has a bridge, which takes any object. */
  @Override
  public String apply(String name) {
    return greet(name);
  }

  public String greet(String name) {
    return "hello " + name;
  }

  public String refuse(String reason) {
    throw new IllegalArgumentException(reason);
  }

  /** Has branches and locals, so that its stack map frames matter. */
  public static int sum(int[] values, long start) {
    long sum = start;
    for (int value : values) {
      if (value > 0) {
        String text = "" + value;
        sum += text.length() > 3 ? 1 : value;
      }
    }
    return (int) sum;
  }
}
