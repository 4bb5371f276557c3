package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Carrier;
import dev.sonde.core.Families;
import dev.sonde.core.SelfStats;
import dev.sonde.instrumentation.jdbc.Jdbc;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The classes of real drivers: whichever declares one of JDBC's methods and is a statement, a
 * result set, a connection or a driver is found and can be woven, and nothing else is.
 */
class DriverShapesTest {

  /** Each directory holds one driver; written by the build. */
  private static final Path LIBRARIES =
      Path.of(System.getProperty("sonde.test.drivers", "target/libraries"));

  private static final List<Class<?>> TYPES =
      List.of(
          java.sql.Statement.class,
          java.sql.ResultSet.class,
          java.sql.Connection.class,
          java.sql.Driver.class);

  static List<Path> drivers() throws Exception {
    try (Stream<Path> all = Files.list(LIBRARIES)) {
      return all.filter(each -> each.getFileName().toString().startsWith("driver-"))
          .sorted()
          .toList();
    }
  }

  private static Roles roles() {
    Roles roles = new Roles();
    Library jdbc = new Jdbc();
    for (Target target : jdbc.targets()) {
      Role role = target.role();
      assertThat(role).isNotNull();
      roles.add(new Sieve.Entry(jdbc, target), role);
    }
    return roles;
  }

  @Test
  void severalDriversAreThere() throws Exception {
    assertThat(drivers()).hasSizeGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("drivers")
  void whatImplementsJdbcIsFoundAndWoven(Path directory) throws Exception {
    Roles roles = roles();
    SelfStats stats = new SelfStats();
    Sieve sieve = new Sieve(Map.of(), roles, new Globs(List.of()), new Families(), stats);
    TreeSet<String> missed = new TreeSet<>();
    TreeSet<String> woven = new TreeSet<>();
    TreeSet<String> carriers = new TreeSet<>();
    List<String> carryingTwice = new ArrayList<>();
    for (Path jar : jars(directory)) {
      try (JarFile file = new JarFile(jar.toFile());
          URLClassLoader loader =
              new URLClassLoader(
                  new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
        for (String name : classes(file)) {
          byte[] bytes = loader.getResourceAsStream(name + ".class").readAllBytes();
          Sieve.Entry entry = roles.concern(name) ? roles.of(loader, name, bytes) : null;
          if (entry != null) {
            byte[] result = sieve.transform(loader, name, null, null, bytes);
            if (result != null) {
              woven.add(name);
              if (isCarrier(result)) {
                carriers.add(name);
              }
            }
          } else if (isWanted(loader, name) && declaresWhatIsWoven(loader, name)) {
            missed.add(name);
          }
        }
        for (String name : carriers) {
          for (String above : superClasses(loader, name)) {
            if (carriers.contains(above)) {
              carryingTwice.add(name + " extends " + above);
            }
          }
        }
      }
    }
    assertThat(stats.errors()).isEmpty();
    assertThat(stats.modules()).doesNotContainValue(SelfStats.ModuleState.FAILED);
    assertThat(missed).isEmpty();
    assertThat(carryingTwice).isEmpty();
    assertThat(carriers).hasSizeGreaterThanOrEqualTo(3);
    assertThat(woven).hasSizeGreaterThanOrEqualTo(4);
  }

  /** Whether a class file says that the class itself has the field. */
  private static boolean isCarrier(byte[] bytes) {
    return List.of(new ClassReader(bytes).getInterfaces())
        .contains(Type.getInternalName(Carrier.class));
  }

  private static List<String> superClasses(ClassLoader loader, String name) throws Exception {
    List<String> names = new ArrayList<>();
    String above = name;
    while (above != null && !above.startsWith("java/")) {
      try (InputStream in = loader.getResourceAsStream(above + ".class")) {
        above = in == null ? null : new ClassReader(in.readAllBytes()).getSuperName();
      }
      names.add(above);
    }
    return names;
  }

  private static List<Path> jars(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static List<String> classes(JarFile jar) {
    List<String> names = new ArrayList<>();
    jar.stream()
        .map(entry -> entry.getName())
        .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
        .forEach(name -> names.add(name.substring(0, name.length() - ".class".length())));
    return names;
  }

  /** Derby shows what it knows as tables, each of which is a result set that no statement gives. */
  private static boolean isTableOfDerbys(String name) {
    return name.startsWith("org/apache/derby/") && !name.endsWith("ResultSet");
  }

  /** Not {@code close} alone, which ends in that of the super class. */
  private static boolean declaresWhatIsWoven(ClassLoader loader, String name) throws Exception {
    return Stream.of(Class.forName(name.replace('/', '.'), false, loader).getDeclaredMethods())
        .anyMatch(method -> method.getName().matches("execute.*|prepare.*|connect|next|commit"));
  }

  /** Whether JDBC's own types say that the class is one, and it is not one that only hands on. */
  private static boolean isWanted(ClassLoader loader, String name) {
    try {
      Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
      return !type.isInterface()
          && !Modifier.isAbstract(type.getModifiers())
          && !isTableOfDerbys(name)
          && TYPES.stream().anyMatch(each -> each.isAssignableFrom(type))
          && new Jdbc().wrappers().stream().noneMatch(name::startsWith);
    } catch (LinkageError | ClassNotFoundException e) {
      return false;
    }
  }
}
