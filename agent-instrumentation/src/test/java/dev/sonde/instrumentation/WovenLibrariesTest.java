package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole libraries, of several compilers, versions of Java and obfuscators, with three advices in
 * each of their methods: the JVM's verifier has nothing against any.
 */
class WovenLibrariesTest {

  private static final Path LIBRARIES = Path.of("target", "libraries");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "driver-jcc-11.5.9.0",
        "driver-jtds-1.3.1",
        "driver-mysql-connector-java-5.1.49",
        "driver-ojdbc8-23.7.0.25.01",
        "kotlin-coroutines-1.7.3",
        "tomcat-11.0.24"
      })
  void passTheVerifier(String library) throws Exception {
    URL[] jars = jars(LIBRARIES.resolve(library));
    List<String> names = classNames(jars);
    List<String> refused = new ArrayList<>();
    int linked = 0;
    try (VerifyingLoader loader = new Woven(jars);
        VerifyingLoader original = new Original(jars)) {
      for (String name : names) {
        try {
          linked += loader.verify(name) ? 1 : 0;
        } catch (VerifyError | ClassFormatError e) {
          if (isSound(name, original)) {
            refused.add(name + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(linked).isGreaterThan(names.size() / 2).isGreaterThan(80);
  }

  /** Whether the verifier takes the class as it came. */
  private static boolean isSound(String name, VerifyingLoader original) {
    try {
      return original.verify(name);
    } catch (VerifyError | ClassFormatError e) {
      return false;
    }
  }

  /** The library with advices. */
  private static final class Woven extends VerifyingLoader {
    Woven(URL[] library) {
      super(library);
    }

    @Override
    byte[] woven(String name, byte[] bytes) throws Exception {
      Target target = new Target(name);
      for (String method : methodNames(bytes)) {
        String all = method + "(*)";
        target.weave(all, Samples.advice("BranchingEnterAdvice")).orNothing();
        target.weave(all, Samples.advice("BranchingExitAdvice")).orNothing();
        if (!method.equals("<init>")) {
          target.weave(all, Samples.advice("BranchingAroundAdvice")).orNothing();
        }
      }
      try {
        return new Weaver(target, name, "test", this, bytes, true).weave();
      } catch (MethodTooLargeException e) {
        return bytes; // The agent leaves such a class as it is.
      }
    }

    private static Set<String> methodNames(byte[] bytes) {
      Set<String> names = new LinkedHashSet<>();
      for (ClassFile.Member method : ClassFile.of(bytes).methods()) {
        if (!method.is(Opcodes.ACC_BRIDGE) && !method.name.equals("<clinit>")) {
          names.add(method.name);
        }
      }
      return names;
    }
  }

  /** The library as it is. */
  private static final class Original extends VerifyingLoader {
    Original(URL[] library) {
      super(library);
    }

    @Override
    byte[] woven(String name, byte[] bytes) {
      return bytes;
    }
  }

  private static URL[] jars(Path directory) throws Exception {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path jar : files.sorted().toList()) {
        jars.add(jar.toUri().toURL());
      }
    }
    return jars.toArray(new URL[0]);
  }

  private static List<String> classNames(URL[] jars) throws Exception {
    List<String> names = new ArrayList<>();
    for (URL jar : jars) {
      try (JarFile file = new JarFile(Path.of(jar.toURI()).toFile())) {
        file.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
            .filter(name -> !name.endsWith("-info.class"))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .forEach(name -> names.add(name.replace('/', '.')));
      }
    }
    return names;
  }
}
