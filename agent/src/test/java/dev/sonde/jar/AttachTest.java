package dev.sonde.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into a running JVM, leaves it, and comes again. */
class AttachTest {

  /** For each line that it reads it names the agent's threads. */
  private static final String APPLICATION =
      """
      public class Application {
        public static void main(String[] arguments) throws Exception {
          System.out.println("READY");
          for (int c = System.in.read(); c >= 0; c = System.in.read()) {
            StringBuilder names = new StringBuilder();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
              names.append(thread.getName().startsWith("sonde") ? " " + thread.getName() : "");
            }
            if (c == '\\n') {
              System.out.println("THREADS" + names);
            }
          }
        }
      }
      """;

  private static final Pattern ADDRESS = Pattern.compile("metrics at (http://[^;]+);");

  @TempDir private static Path directory;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  @BeforeAll
  static void compile() throws Exception {
    Path source = directory.resolve("Application.java");
    Files.writeString(source, APPLICATION);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "--release",
                    "8",
                    "-Xlint:-options",
                    "-d",
                    directory.toString(),
                    source.toString()))
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.sonde.jar.Jdk#all")
  void comesAndGoesTwice(Jdk jdk) throws Exception {
    try (Child application = application(jdk)) {
      String pid = Long.toString(application.pid());
      for (int i = 0; i < 2; i++) {
        int logged = application.err().size();
        Child attach = Child.ran(jdk, "attach", pid, "prometheus.port=0", "traces.exporter=none");
        assertThat(attach.err()).isEmpty();
        assertThat(attach.out()).singleElement().asString().contains(pid, "is started");
        assertThat(attach.exitCode()).isZero();
        URI metrics =
            address(application.awaitErr(logged, line -> line.contains("[sonde] Sonde ")));
        assertThat(get(metrics))
            .contains("jvm_memory_used_bytes", "telemetry_distro_name=\"sonde\"");

        Child again = Child.ran(jdk, "attach", pid);
        assertThat(again.err()).singleElement().asString().contains("already running");
        assertThat(again.exitCode()).isEqualTo(1);

        Child detach = Child.ran(jdk, "detach", pid);
        assertThat(detach.out()).singleElement().asString().contains(pid, "detached");
        assertThat(detach.exitCode()).isZero();
        assertThatThrownBy(() -> get(metrics)).isInstanceOf(ConnectException.class);
        application.say("");
        application.awaitOut("THREADS"::equals);
      }

      Child absent = Child.ran(jdk, "detach", pid);
      assertThat(absent.err()).singleElement().asString().contains("not running");
      assertThat(absent.exitCode()).isEqualTo(1);
      assertThat(application.err()).noneMatch(line -> line.contains("ERROR [sonde]"));
    }
  }

  @Test
  void warnsOfMistypedSettingsWhereTheyWereTyped() throws Exception {
    try (Child application = application(Jdk.own())) {
      String pid = Long.toString(application.pid());
      Child attach =
          Child.ran(Jdk.own(), "attach", pid, "prometheus.port=0", "traces.exportr=none");

      assertThat(attach.exitCode()).isZero();
      assertThat(attach.err())
          .containsExactly(
              "There is no property sonde.traces.exportr; did you mean sonde.traces.exporter?");
    }
  }

  @Test
  void isToldWhenTheAgentIsSwitchedOff() throws Exception {
    try (Child application = application(Jdk.own())) {
      Child attach =
          Child.ran(Jdk.own(), "attach", Long.toString(application.pid()), "enabled=false");

      assertThat(attach.err()).singleElement().asString().contains("switched off");
      assertThat(attach.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void leavesAloneWhatTakesNoAttach() throws Exception {
    try (Child sleeper = Child.start(List.of("sleep", "60"))) {
      assertRefused(sleeper, "is not a JVM");
    }
    try (Child deaf = application(Jdk.own(), "-Xrs")) {
      assertRefused(deaf, "takes no attach");
    }
    try (Child closed = application(Jdk.own(), "-XX:+DisableAttachMechanism")) {
      assertRefused(closed, "does not let the agent in");
    }
  }

  private static void assertRefused(Child child, String why) throws Exception {
    Child attach = Child.ran(Jdk.own(), "attach", Long.toString(child.pid()));
    assertThat(attach.err()).singleElement().asString().contains(why);
    assertThat(attach.exitCode()).isEqualTo(1);
    assertThat(child.isAlive()).isTrue();
  }

  private static Child application(Jdk jdk, String... options) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(jdk.java()));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", directory.toString(), "Application"));
    Child application = Child.start(command);
    application.awaitOut("READY"::equals);
    return application;
  }

  private static URI address(String startLine) {
    Matcher matcher = ADDRESS.matcher(startLine);
    assertThat(matcher.find()).as(startLine).isTrue();
    return URI.create(matcher.group(1).replace("0.0.0.0", "127.0.0.1"));
  }

  private String get(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
