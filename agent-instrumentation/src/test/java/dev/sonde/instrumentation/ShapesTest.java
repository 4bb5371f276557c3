package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target fits the library versions that it is for. */
class ShapesTest {

  /** Some classes came with a later version of their library. */
  private static final int LEAST_WOVEN = 2;

  /** Each directory holds one version of a library with what it needs; written by the build. */
  private static final Path LIBRARIES = Path.of("target", "libraries");

  static List<Path> tomcats() throws Exception {
    return versions("tomcat");
  }

  static List<Path> springs() throws Exception {
    return versions("spring-webmvc");
  }

  static List<Path> jerseys() throws Exception {
    return versions("jersey");
  }

  static List<Path> resteasies() throws Exception {
    return versions("resteasy");
  }

  @Test
  void severalVersionsAreThere() throws Exception {
    assertThat(tomcats()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(springs()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(jerseys()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(resteasies()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("tomcats")
  void tomcat(Path version) throws Exception {
    assertWoven("tomcat", version);
  }

  @ParameterizedTest
  @MethodSource("springs")
  void springMvc(Path version) throws Exception {
    assertWoven("spring-webmvc", version);
  }

  @ParameterizedTest
  @MethodSource("jerseys")
  void jersey(Path version) throws Exception {
    assertWoven("jersey", version);
  }

  @ParameterizedTest
  @MethodSource("resteasies")
  void resteasy(Path version) throws Exception {
    assertWoven("resteasy", version);
  }

  @Test
  void theExecutorsOfThisJdk() throws Exception {
    int woven = 0;
    for (Target target : targets("executors")) {
      if (ClassLoader.getSystemResource(target.className().replace('.', '/') + ".class") != null) {
        assertWoven(target, null);
        woven++;
      }
    }
    assertThat(woven).isGreaterThan(5);
  }

  private static List<Path> versions(String library) throws Exception {
    try (Stream<Path> versions = Files.list(LIBRARIES)) {
      return versions
          .filter(version -> version.getFileName().toString().startsWith(library + '-'))
          .sorted()
          .toList();
    }
  }

  private static void assertWoven(String library, Path version) throws Exception {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(version)) {
      for (Path jar : files.toList()) {
        jars.add(jar.toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      int woven = 0;
      for (Target target : targets(library)) {
        if (loader.getResource(target.className().replace('.', '/') + ".class") != null) {
          assertWoven(target, loader);
          woven++;
        }
      }
      assertThat(woven).as(version.toString()).isGreaterThanOrEqualTo(LEAST_WOVEN);
    }
  }

  private static List<Target> targets(String library) {
    return Libraries.all().stream()
        .filter(known -> known.name().equals(library))
        .flatMap(known -> known.targets().stream())
        .toList();
  }

  private static void assertWoven(Target target, ClassLoader loader) throws Exception {
    String resource = target.className().replace('.', '/') + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      byte[] bytes = in.readAllBytes();
      assertThat(new Weaver(target, "test", loader, bytes, true).weave())
          .as(target.className())
          .isNotEqualTo(bytes);
    }
  }
}
