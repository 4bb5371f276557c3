package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Report;
import dev.sonde.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures scenarios with all agents and writes a report: each round starts every variant anew, one
 * after the other, and each second round the other way round.
 *
 * <p>This process makes the load and is the agents' backend; what is measured is another one.
 */
public final class Run {

  private final Settings settings;
  private final Installation installation;
  private final Stage stage;
  private final int rounds;
  private final List<Scenario> scenarios;
  private final String what;
  private final Samples samples;

  private Run(Settings settings) {
    this.settings = settings;
    Installation built = Installation.built();
    this.installation = settings.has("jdk") ? built.on(Path.of(settings.get("jdk", ""))) : built;
    boolean isShort = isShort(settings.get("size", "full"));
    this.stage = new Stage(installation, settings.get("container", "tomcat"), isShort);
    this.rounds = settings.number("rounds", isShort ? 1 : 5);
    String chosen = settings.get("scenarios", ".*");
    this.scenarios =
        Scenarios.all(settings.number("seconds", 0)).stream()
            .filter(scenario -> scenario.name().matches(chosen.replace(',', '|')))
            .toList();
    if (scenarios.isEmpty()) {
      throw new IllegalArgumentException("no scenario is called " + chosen);
    }
    this.samples =
        new Samples(settings.has("samples") ? Path.of(settings.get("samples", "")) : null);
    this.what =
        settings.get("what", settings.has("scenarios") ? names().replace(',', '-') : "everything");
  }

  private static boolean isShort(String size) {
    return switch (size) {
      case "short" -> true;
      case "full" -> false;
      default -> throw new IllegalArgumentException("--size is short or full, not " + size);
    };
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (List.of(arguments).contains("--list")) {
      for (Scenario scenario : Scenarios.all(0)) {
        System.out.println(scenario.name() + "\n    " + scenario.description());
      }
      return;
    }
    new Run(new Settings(arguments)).run();
  }

  private String names() {
    return String.join(",", scenarios.stream().map(Scenario::name).toList());
  }

  private void run() throws IOException, InterruptedException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path directory =
        Path.of(settings.get("out", installation.root().resolve("benchmarks/results").toString()));
    Report report = new Report(directory, today + "-" + what, Variant.NO_AGENT.name(), Run::ours);
    describe(report, today);
    for (Scenario scenario : scenarios) {
      String missing = scenario.missing(stage);
      if (missing != null) {
        report.leaveOut(scenario.name(), missing);
      } else {
        Results results = samples.of(scenario.name());
        List<String> failures = measure(scenario, results);
        report.add(scenario.name(), scenario.description(), scenario.axis(), results, failures);
      }
      // Each time, so that a run that is ended early has one, too.
      report.appendix(
          "What the backends got in all trials", List.of("payloads", "bytes", "spans"), received());
      System.err.println("written: " + report.write());
    }
  }

  private void describe(Report report, LocalDate today) throws IOException {
    report.fact("Date", today.toString());
    report.fact("Machine", Machine.hardware());
    report.fact("Load before it", Machine.load());
    report.fact("JDK", Machine.jdk(installation.jdk()) + ", -XX:+UseSerialGC -Xmx512m");
    String jdk25 = System.getenv(StartUp.Way.JDK_25);
    if (jdk25 != null) {
      report.fact("JDK of the AOT caches", Machine.jdk(Path.of(jdk25)));
    }
    report.fact("Sonde", Machine.sources(installation.root()));
    report.fact("Peers", Machine.peers());
    report.fact("Container", settings.get("container", "tomcat"));
    report.fact("Size", settings.get("size", "full"));
  }

  /** Whose addition a variant's is compared with. */
  private static @Nullable String ours(String variant) {
    Variant named = Variant.named(variant);
    return named.agent() == null || named.agent() == Agent.SONDE ? null : named.ours().name();
  }

  private Map<String, List<String>> received() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Map.Entry<String, Sink.Received> of : stage.received().entrySet()) {
      Sink.Received received = of.getValue();
      rows.put(
          of.getKey(),
          List.of(
              Long.toString(received.payloads()),
              Long.toString(received.bytes()),
              Long.toString(received.spans())));
    }
    return rows;
  }

  private List<String> measure(Scenario scenario, Results results)
      throws IOException, InterruptedException {
    String chosen = Variant.NO_AGENT.name() + "|" + settings.get("agents", ".*");
    List<Variant> variants = new ArrayList<>(Variant.matching(chosen));
    variants.removeIf(variant -> !scenario.compares(variant));
    List<String> failures = Collections.synchronizedList(new ArrayList<>());
    for (int round = 1 - scenario.roundsBefore(); round <= rounds; round++) {
      Results measured = new Results();
      int beside = scenario.isShared() ? variants.size() : 1;
      for (int first = 0; first < variants.size(); first += beside) {
        String title = scenario.name() + ", round " + round;
        measureBesideEachOther(
            scenario, variants.subList(first, first + beside), title, measured, failures);
      }
      if (round > 0) {
        results.addAll(measured);
        samples.keep(scenario.name(), measured);
      }
      Collections.reverse(variants);
    }
    return failures;
  }

  private void measureBesideEachOther(
      Scenario scenario,
      List<Variant> variants,
      String round,
      Results measured,
      List<String> failures)
      throws InterruptedException {
    List<Results> own = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Variant variant : variants) {
      String title = round + ", " + variant.name();
      System.err.println(title);
      Results results = new Results();
      own.add(results);
      Thread thread =
          new Thread(
              () -> {
                try {
                  scenario.measure(stage, variant, results);
                } catch (IOException | InterruptedException e) {
                  System.err.println(e);
                  failures.add(title + ": " + e.getMessage());
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    own.forEach(measured::addAll);
  }
}
