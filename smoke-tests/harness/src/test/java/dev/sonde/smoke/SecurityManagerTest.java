package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A security manager whose policy says nothing of the agent. */
class SecurityManagerTest {

  @TempDir private Path directory;

  /** The tested JDKs that have one to start with. */
  static Stream<Jdk> jdks() {
    return Jdk.tested().filter(jdk -> jdk.feature() <= 17);
  }

  static Stream<Subject> subjects() {
    return Subject.all().filter(subject -> subject.jdk().feature() <= 17);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void theApplicationStaysConfined(Jdk jdk) throws Exception {
    Launch launch =
        Isolation.launch(jdk, "Confined")
            .jvm("-Djava.security.manager")
            .set("java.security.policy", policy(allowed(Isolation.jar(), SOCKETS)));

    assertThat(IsolationTest.said(launch)).containsExactly("denied");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void requestsAreMeasured(Subject subject) throws Exception {
    StringBuilder grants = new StringBuilder();
    for (Path jar : Isolation.jarsOf(subject.app())) {
      grants.append(allowed(jar, "permission java.security.AllPermission;"));
    }
    Launch launch =
        Launch.of(subject)
            .jvm("-Djava.security.manager")
            .set("java.security.policy", policy(grants.toString()));
    if (subject.jdk().feature() > 8) {
      // Tomcat asks for it.
      launch.jvm("--add-opens=java.base/java.lang=ALL-UNNAMED");
    }
    try (ChildJvm app = launch.start()) {
      assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      assertThat(Requests.counted(app, 1)).isEqualTo(1);
      assertThat(app.agentLines("WARN")).isEmpty();
    }
  }

  private static final String SOCKETS =
      "permission java.net.SocketPermission \"*\", \"listen,accept,resolve\";";

  private static String allowed(Path jar, String permissions) {
    return "grant codeBase \"" + jar.toUri() + "\" { " + permissions + " };\n";
  }

  /** A policy for the application, instead of the JDK's usual one. */
  private String policy(String grants) throws Exception {
    return "=" + Files.writeString(directory.resolve("application.policy"), grants);
  }
}
