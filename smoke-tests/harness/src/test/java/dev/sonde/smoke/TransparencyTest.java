package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The application can't tell that the agent is there. */
class TransparencyTest {

  /** A log line of the application's without time; what varies from run to run is a number. */
  private static final String PLAIN_LOG =
      "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n";

  /** An empty configuration of the application's logging. */
  private static final String NO_LOG = "-Djava.util.logging.config.file=/dev/null";

  private record Run(int exit, List<String> answers, List<String> stdout, List<String> stderr) {}

  @OnEverySubject
  void answersOutputAndExitCodeAreAsWithoutTheAgent(Subject subject) throws Exception {
    Run without = run(Launch.of(subject).withoutAgent());
    Run with = run(Launch.of(subject));

    assertThat(with.answers).isEqualTo(without.answers);
    assertThat(with.stdout).isEqualTo(without.stdout).contains("BYE");
    assertThat(with.stderr).isEqualTo(without.stderr);
    assertThat(with.exit).isEqualTo(without.exit).isEqualTo(7);
    assertThat(with.answers.get(0)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nhello\n");
    assertThat(with.answers)
        .as("an interrupt of the application's stays set")
        .anyMatch(answer -> answer.endsWith("\r\n\r\ninterrupted=true"));
  }

  private static Run run(Launch launch) throws Exception {
    try (ChildJvm app = launch.jvm(PLAIN_LOG).start()) {
      List<String> answers = new ArrayList<>();
      for (String path :
          List.of(
              "/hello",
              "/api/users",
              "/a.do",
              "/context/hello",
              "/status?code=204",
              "/status?code=503",
              "/sendError?code=403",
              "/sendError?code=500",
              "/throw",
              "/interrupt",
              "/forward",
              "/include",
              "/no/such/path",
              "/echo-headers")) {
        answers.add(RawHttp.exchange(app.port(), path, "traceparent: 00-none", "X-Own: value"));
      }
      // The JVM may end before the end of the answer is sent.
      answers.add(RawHttp.exchange(app.port(), "/exit?code=7").split("(?<=exit 7)", 2)[0]);
      int exit = app.awaitExit(ChildJvm.TO_STOP);
      return new Run(exit, answers, comparable(app.stdout()), comparable(app.stderr()));
    }
  }

  private static List<String> comparable(Output output) {
    return output.lines().stream()
        .filter(line -> !ChildJvm.isAgentLine(line))
        // Tomcat says so where it took long.
        .filter(line -> !line.contains("Creation of SecureRandom instance"))
        .map(line -> line.replaceAll("\\d+", "N"))
        .toList();
  }

  @OnEverySubject
  void theEndOfHeapOrStackIsAsWithoutTheAgent(Subject subject) throws Exception {
    List<String> without = hungry(Launch.of(subject).withoutAgent());
    List<String> with = hungry(Launch.of(subject));

    assertThat(with).isEqualTo(without);
  }

  private static List<String> hungry(Launch launch) throws Exception {
    try (ChildJvm app = launch.jvm("-Xmx48m").start()) {
      List<String> answers = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        for (String path : List.of("/oom", "/stackoverflow", "/hello")) {
          String answer = RawHttp.exchange(app.port(), path);
          answers.add(path + " " + answer.lines().findFirst().orElse("(connection closed)"));
        }
      }
      return answers;
    }
  }

  /**
   * Where in Tomcat or in the agent the stack ends is chance; that the application goes on is not.
   */
  @OnEverySubject
  void aStackThatEndsInAMeasuredCallLeavesTheApplicationWhole(Subject subject) throws Exception {
    try (ChildJvm app = Launch.of(subject).jvm("-Xss512k", NO_LOG).start()) {
      for (int round = 0; round < 20; round++) {
        RawHttp.exchange(app.port(), "/recurse");
        assertThat(app.get("/hello").body()).isEqualTo("hello\n");
      }
      assertThat(app.counted(40)).isEqualTo(40);
      assertThat(app.metrics().sum("http_server_active_requests")).isEqualTo(0);
    }
  }

  @Test
  void theAgentHasFewThreads() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = Launch.usual().tracesTo(receiver).start()) {
      app.get("/hello");
      receiver.awaitSpans(1);
      app.metrics();

      assertThat(app.get("/threads").body().lines().filter(name -> name.startsWith("sonde-")))
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(3);
    }
  }
}
