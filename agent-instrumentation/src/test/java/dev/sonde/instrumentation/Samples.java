package dev.sonde.instrumentation;

import dev.sonde.instrumentation.sample.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A library made of one class, and loaders for its woven form. */
final class Samples {

  static final String GREETER = Greeter.class.getName();
  static final String GREET = "greet(java.lang.String)";
  private static final String PACKAGE = "dev.sonde.instrumentation.sample.";

  private Samples() {}

  static String advice(String name) {
    return PACKAGE + name;
  }

  static Library library(Target... targets) {
    return new Library("sample", "samples", "1") {
      @Override
      public List<String> otelNames() {
        return List.of();
      }

      @Override
      public List<Target> targets() {
        return List.of(targets);
      }
    };
  }

  static byte[] bytesOf(Class<?> type) throws IOException {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(resource)) {
      return in.readAllBytes();
    }
  }

  static byte[] woven(Target target) throws Exception {
    return woven(target, Samples.class.getClassLoader());
  }

  static byte[] woven(Target target, ClassLoader loader) throws Exception {
    return new Weaver(target, target.className(), "sample", loader, bytesOf(Greeter.class), true)
        .weave();
  }

  /** The tests' loader without the library that {@code MismatchedAdvice} uses. */
  static ClassLoader withoutTomcat() {
    return new ClassLoader(Samples.class.getClassLoader()) {
      @Override
      public InputStream getResourceAsStream(String name) {
        return name.startsWith("org/apache/") ? null : super.getResourceAsStream(name);
      }
    };
  }

  /** The class in a loader of its own, which is otherwise the tests'. */
  static Class<?> define(String name, byte[] bytes) {
    return new ClassLoader(Samples.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(name, bytes, 0, bytes.length);
      }
    }.define();
  }
}
