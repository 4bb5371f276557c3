package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.core.Environment;
import dev.sonde.core.SelfStats;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

/** Weaving what is loaded already, and undoing it, in the JVM of the tests. */
class WeavingTest {

  private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";

  /** The executors of this JVM are left alone: its boot loader does not have the probes. */
  private static Config config(String more) {
    return Config.of(Map.of(), Map.of(), "instrument.executors.enabled=false;" + more);
  }

  /** Keeps the last bytes that the JVM was given for a class. */
  private static final class Capture implements ClassFileTransformer {
    private final Class<?> type;
    private final List<byte[]> captured = new ArrayList<>();

    Capture(Class<?> type) {
      this.type = type;
    }

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> loaded, ProtectionDomain domain, byte[] bytes) {
      if (loaded == type) {
        captured.add(bytes);
      }
      return null;
    }

    boolean lastRefersToProbes() {
      byte[] last = captured.get(captured.size() - 1);
      return new String(last, StandardCharsets.ISO_8859_1).contains("dev/sonde/boot/");
    }
  }

  /** Stands for a boot loader that has the probes. */
  private static final class WithProbes extends ClassLoader {
    WithProbes() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.sonde.boot.")) {
        return WeavingTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  private static URLClassLoader tomcat() throws Exception {
    Path directory = Path.of("target", "libraries", "tomcat-10.1.0");
    try (Stream<Path> files = Files.list(directory)) {
      URL jar = files.findFirst().orElseThrow().toUri().toURL();
      return new URLClassLoader(new URL[] {jar}, new WithProbes());
    }
  }

  @Test
  void aLoadedClassIsWovenAndGetsItsOwnBytesBack() throws Exception {
    Instrumentation jvm = ByteBuddyAgent.install();
    SelfStats stats = new SelfStats();
    try (URLClassLoader loader = tomcat()) {
      Class<?> adapter = Class.forName(ADAPTER, false, loader);
      Capture capture = new Capture(adapter);
      Weaving weaving = new Weaving();
      weaving.prepare(new Environment(jvm, config(""), stats, "test"));
      jvm.addTransformer(capture, true);
      try {
        weaving.start();
        assertThat(capture.lastRefersToProbes()).isTrue();
        assertThat(weaving.summary()).contains("tomcat").doesNotContain("executors");
      } finally {
        weaving.stop();
        jvm.removeTransformer(capture);
      }
      assertThat(capture.lastRefersToProbes()).isFalse();
    }
  }

  @Test
  void aClassThatIsWovenOnLoadingIsNotWovenAgain() throws Exception {
    Instrumentation jvm = ByteBuddyAgent.install();
    SelfStats stats = new SelfStats();
    try (URLClassLoader loader = tomcat()) {
      Weaving weaving = new Weaving();
      weaving.prepare(new Environment(jvm, config(""), stats, "test"));
      try {
        Class.forName(ADAPTER, false, loader);
        weaving.start();
        assertThat(stats.classesWoven().get("tomcat").sum()).isEqualTo(1);
      } finally {
        weaving.stop();
      }
    }
  }

  @Test
  void aLibraryThatIsSwitchedOffIsLeftAlone() throws Exception {
    Instrumentation jvm = ByteBuddyAgent.install();
    SelfStats stats = new SelfStats();
    try (URLClassLoader loader = tomcat()) {
      Weaving weaving = new Weaving();
      Config config = config("instrument.tomcat.enabled=false");
      weaving.prepare(new Environment(jvm, config, stats, "test"));
      try {
        Class.forName(ADAPTER, false, loader);
        weaving.start();
        assertThat(stats.classesWoven()).doesNotContainKey("tomcat");
        assertThat(stats.modules()).containsEntry("tomcat", SelfStats.ModuleState.DISABLED);
      } finally {
        weaving.stop();
      }
    }
  }
}
