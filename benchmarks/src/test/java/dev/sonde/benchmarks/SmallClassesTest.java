package dev.sonde.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallClassesTest {

  @Test
  void eachIsAClassOfItsOwn() throws Exception {
    SmallClasses classes = new SmallClasses(getClass().getClassLoader());
    Class<?> first = classes.define(1);
    Class<?> second = classes.define(2);
    assertThat(first).isNotEqualTo(second).isAssignableTo(java.io.Serializable.class);
    assertThat(first.getDeclaredMethods()).hasSize(1);
  }
}
