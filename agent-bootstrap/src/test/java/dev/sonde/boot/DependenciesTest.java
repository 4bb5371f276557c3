package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.Test;

/** What the classes of this module refer to, read from their class files. */
class DependenciesTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java.lang.ref",
          "java.lang.reflect",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.function",
          "java.lang.instrument",
          "java.lang.invoke",
          "java.io",
          "java.util.jar",
          "java.util.zip",
          "java.security",
          "java.net",
          "java.nio.charset");

  /** Marks methods, and is not in the jar. */
  private static final String MARKER = "/boot/OutOfLine";

  /** Runs in a process of its own, so that it may use more of the JDK. */
  private static final String COMMAND_LINE = "/core/cli/";

  @Test
  void theBootLoadersClassesReferToTheJdkAndThemselvesAlone() throws IOException {
    Set<String> referred = referred("dev/sonde/boot");
    referred.removeIf(name -> name.startsWith("dev.sonde.boot."));
    assertThat(packages(referred))
        .isSubsetOf(
            "java.lang",
            "java.lang.ref",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.function");
  }

  @Test
  void theWholeModuleRefersToAFewPackagesOfJavaBase() throws IOException {
    Set<String> referred = referred("dev/sonde");
    referred.removeIf(name -> name.startsWith("dev.sonde."));
    assertThat(packages(referred)).isSubsetOf(PACKAGES);
  }

  @Test
  void theEntryPointDoesNotReferToTheBootLoadersClassesBeforeTheyAreThere() throws IOException {
    assertThat(referred("dev/sonde/agent")).noneMatch(name -> name.startsWith("dev.sonde.boot."));
  }

  private static Set<String> packages(Set<String> names) {
    Set<String> packages = new TreeSet<>();
    for (String name : names) {
      packages.add(name.substring(0, name.lastIndexOf('.')));
    }
    return packages;
  }

  private static Set<String> referred(String directory) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CLASSES.resolve(directory))) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".class"))
              .filter(path -> !path.toString().contains(COMMAND_LINE))
              .filter(path -> !path.toString().contains(MARKER))
              .toList()) {
        new ClassReader(Files.readAllBytes(file))
            .accept(
                new ClassRemapper(
                    new ClassWriter(0),
                    new Remapper(net.bytebuddy.utility.OpenedClassReader.ASM_API) {
                      @Override
                      public String map(String name) {
                        names.add(name.replace('/', '.'));
                        return name;
                      }
                    }),
                0);
      }
    }
    names.removeIf(name -> name.startsWith("org.jspecify.annotations."));
    return names;
  }
}
