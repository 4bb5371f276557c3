package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallClassesTest {

  @Test
  void eachIsATaskOfItsOwn() throws Exception {
    SmallClasses classes = new SmallClasses(getClass().getClassLoader());
    Class<?> first = classes.define(1);
    Class<?> second = classes.define(2);
    assertThat(first).isNotEqualTo(second).isAssignableTo(Runnable.class);
    assertThat(first.getDeclaredMethods()).hasSize(1);
  }
}
