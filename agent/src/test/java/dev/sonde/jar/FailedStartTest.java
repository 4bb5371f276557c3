package dev.sonde.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A start that fails when half of it is done. */
class FailedStartTest {

  /**
   * An agent that starts ours with an instrumentation which takes the transformer and then fails,
   * and an application that tells for each line what is left of it; a line {@code again} starts it
   * with the JVM's own instrumentation first.
   */
  private static final String APPLICATION =
      """
      import java.io.*;
      import java.lang.instrument.*;
      import java.lang.reflect.*;
      import java.util.*;

      public class Failing implements InvocationHandler {
        static final List<ClassFileTransformer> TRANSFORMERS = new ArrayList<>();
        static Instrumentation jvm;

        public static void premain(String arguments, Instrumentation real) throws Exception {
          jvm = real;
          start("premain", arguments, (Instrumentation) Proxy.newProxyInstance(
              Failing.class.getClassLoader(), new Class<?>[] {Instrumentation.class}, new Failing()));
        }

        static void start(String how, String arguments, Instrumentation with) throws Exception {
          Class.forName("dev.sonde.agent.SondeAgent")
              .getMethod(how, String.class, Instrumentation.class).invoke(null, arguments, with);
        }

        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
          Object result = method.invoke(jvm, arguments);
          if (method.getName().equals("addTransformer")) {
            TRANSFORMERS.add((ClassFileTransformer) arguments[0]);
            throw new IllegalStateException("half way");
          }
          return result;
        }

        public static void main(String[] arguments) throws Exception {
          System.out.println("READY");
          BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("again")) {
              start("agentmain", "prometheus.port=0;traces.exporter=none", jvm);
            }
            StringBuilder left = new StringBuilder("LEFT");
            for (ClassFileTransformer transformer : TRANSFORMERS) {
              left.append(jvm.removeTransformer(transformer) ? " transformer" : "");
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
              left.append(thread.getName().startsWith("sonde") ? " thread" : "");
            }
            Field listener =
                Class.forName("dev.sonde.boot.SelfProbe", true, null).getDeclaredField("listener");
            listener.setAccessible(true);
            left.append(listener.get(null) != null ? " listener" : "");
            System.out.println(left.append(TRANSFORMERS.isEmpty() ? " untried" : ""));
          }
        }
      }
      """;

  @TempDir private static Path directory;

  @BeforeAll
  static void pack() throws Exception {
    Path source = directory.resolve("Failing.java");
    Files.writeString(source, APPLICATION);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "8", "-Xlint:-options", source.toString()))
        .isZero();
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", "Failing");
    attributes.putValue("Can-Retransform-Classes", "true");
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(directory.resolve("failing.jar")), manifest)) {
      out.putNextEntry(new JarEntry("Failing.class"));
      out.write(Files.readAllBytes(directory.resolve("Failing.class")));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sonde.jar.Jdk#all")
  void isUndoneAndTheNextOneSucceeds(Jdk jdk) throws Exception {
    Path jar = directory.resolve("failing.jar");
    List<String> command =
        List.of(
            jdk.java(),
            "-javaagent:" + jar + "=prometheus.port=0;traces.exporter=none",
            "-cp",
            jar + java.io.File.pathSeparator + System.getProperty("sonde.agent.jar"),
            "Failing");
    try (Child application = Child.start(command)) {
      application.awaitOut("READY"::equals);
      application.say("");
      assertThat(application.awaitOut(line -> line.startsWith("LEFT"))).isEqualTo("LEFT");
      application.awaitErr(0, line -> line.contains("[sonde]"));
      assertThat(sonde(application)).singleElement().asString().contains("half way");

      application.say("again");
      application.awaitErr(0, line -> line.contains("metrics at "));
      application.awaitOut(line -> line.contains("listener"));
      assertThat(sonde(application)).hasSize(2).noneMatch(line -> line.contains("ERROR"));
    }
  }

  private static List<String> sonde(Child application) {
    try (Stream<String> lines = application.err().stream()) {
      return lines.filter(line -> line.contains("[sonde]")).toList();
    }
  }
}
