package dev.sonde.smoke;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each kind of stub and of call, over each transport that gRPC has. */
class GrpcTransportsTest {

  private static final List<String> TRANSPORTS =
      List.of("netty", "shaded", "okhttp", "process", "unix", "servlet");

  /** The library of Unix sockets is there for one processor. */
  private static final boolean HAS_UNIX = System.getProperty("os.arch").equals("amd64");

  private static final String UNARY = "Unary OK 1/1 > OK 1/1";
  private static final String BOTH = "Both OK 3/3 > OK 3/3";

  /** What is told of each. */
  static final Map<String, String> STEPS = steps();

  private static Map<String, String> steps() {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("blocking", UNARY);
    steps.put("blocking-v2", UNARY);
    steps.put("future", UNARY);
    steps.put("async", UNARY);
    steps.put("gzip", UNARY);
    steps.put("down", "Down OK 1/5 > OK 5/1");
    steps.put("up", "Up OK 4/1 > OK 1/4");
    steps.put("both", BOTH);
    steps.put("both-v2", BOTH);
    steps.put("late", "Unary DEADLINE_EXCEEDED 1/0 > DEADLINE_EXCEEDED 0/1");
    steps.put("throw", "Unary UNKNOWN 1/0 > UNKNOWN 0/1");
    steps.put("deadline", "Unary DEADLINE_EXCEEDED 1/0 > DEADLINE_EXCEEDED 0/1");
    steps.put("cancel", "Both CANCELLED 1/1 > CANCELLED 1/1");
    steps.put("unknown", "Unknown UNIMPLEMENTED 1/0 > _OTHER UNIMPLEMENTED 0/0");
    steps.put("intercepted", "Unary UNKNOWN 1/0 > UNKNOWN 0/0");
    steps.put("refused", "Unary PERMISSION_DENIED 1/0 > PERMISSION_DENIED 0/0");
    return steps;
  }

  @Test
  void eachCallIsOneSpanOnEachSideAndTheApplicationSeesNothing() throws Exception {
    Map<String, String> expected = new LinkedHashMap<>();
    try (ChildJvm app = GrpcCalls.launch("Transports").withoutAgent().start()) {
      for (String path : paths()) {
        expected.put(path, app.get(path).body());
      }
    }
    SoftAssertions softly = new SoftAssertions();
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ChildJvm app = GrpcCalls.launch("Transports").tracesTo(receiver).start()) {
      int seen = 0;
      for (String path : paths()) {
        softly.assertThat(app.get(path).body()).as(path).isEqualTo(expected.get(path));
        int before = seen;
        seen = GrpcCalls.ended(app);
        GrpcCalls calls = GrpcCalls.await(receiver, before, seen);
        softly.assertThat(calls.strays()).as(path).isEmpty();
        softly.assertThat(told(path, calls)).as(path).isEqualTo(Map.of(expectedLine(path), 1));
      }
      softly.assertThat(app.agentLines("WARN")).isEmpty();
    }
    softly.assertAll();
  }

  private static List<String> paths() {
    return TRANSPORTS.stream()
        .filter(transport -> HAS_UNIX || !transport.equals("unix"))
        .flatMap(transport -> STEPS.keySet().stream().map(step -> '/' + transport + '/' + step))
        .toList();
  }

  /** The calls; a servlet hears now of its deadline and now that the client has gone. */
  private static Map<String, Integer> told(String path, GrpcCalls calls) {
    return path.equals("/servlet/deadline")
        ? calls.counts().keySet().stream()
            .collect(
                Collectors.toMap(
                    line -> line.replace("> UNKNOWN", "> DEADLINE_EXCEEDED"), any -> 1))
        : calls.counts();
  }

  /**
   * Tomcat sends no trailers alone, so the client of a servlet does not learn the status; and the
   * servlet is told that a client has gone, not why.
   */
  private static String expectedLine(String path) {
    String step = path.substring(path.lastIndexOf('/') + 1);
    String line = STEPS.get(step);
    if (!path.startsWith("/servlet/") || step.equals("deadline")) {
      return line;
    }
    return line.replaceFirst("[A-Z_]+ 1/0 >", "INTERNAL 1/0 >").replace("> CANCELLED", "> UNKNOWN");
  }
}
