package dev.sonde.example.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line; ports are chosen by the environment. */
final class Options {

  static final String USAGE =
      """
      usage: run.sh [--seconds=N] [--visits=N] [--database=postgresql|h2] [--agent=JAR|none]
             stack.sh [--rules=DIRECTORY] [--scrape=INTERVAL] [and the options of run.sh]

        --seconds=N      stop after so long; without it Ctrl-C stops
        --visits=N       visits a second of each kind of customer (4)
        --database=KIND  where products and orders are (postgresql, or h2 where that can't run)
        --agent=JAR      the agent to run with (agent/target/sonde.jar), or none
        --rules=DIR      the rules and the configuration of Alertmanager (prometheus-rules)
        --scrape=TIME    how often Prometheus scrapes and judges (5s)

      The environment chooses ports, 0 for a free one: SHOP_PORT (8080), CONTROL_PORT (8081),
      METRICS_PORT (9464, and the three after it), PROMETHEUS_PORT (9090), ALERTMANAGER_PORT (9093).
      METRICS_HOST is where the services serve their metrics (127.0.0.1).
      """;

  private static final int MOST_VISITS = 100;

  final Path root;
  @Nullable Path agent;
  Path rules;
  String scrapeInterval = "5s";
  boolean h2;
  boolean stack;
  int seconds;
  int visits = 4;

  private Options(Path root) {
    this.root = root;
    agent = root.resolve("agent/target/sonde.jar");
    rules = root.resolve("prometheus-rules");
  }

  /**
   * @param root the project's directory
   */
  static Options of(Path root, String... arguments) throws Refusal {
    Options options = new Options(root);
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      options.set(
          equals < 0 ? argument : argument.substring(0, equals),
          equals < 0 ? "" : argument.substring(equals + 1));
    }
    Path agent = options.agent;
    if (agent != null && !Files.isRegularFile(agent)) {
      throw new Refusal("There is no agent at " + agent + ": build it, or say --agent=none");
    }
    if (options.stack && !Files.isRegularFile(options.rules.resolve("alerts.yml"))) {
      throw new Refusal("There are no rules in " + options.rules);
    }
    return options;
  }

  private void set(String name, String value) throws Refusal {
    switch (name) {
      case "--seconds" -> seconds = number(name, value, Integer.MAX_VALUE);
      case "--visits" -> visits = number(name, value, MOST_VISITS);
      case "--database" -> {
        if (!value.equals("h2") && !value.equals("postgresql")) {
          throw new Refusal("--database is postgresql or h2, not '" + value + "'");
        }
        h2 = value.equals("h2");
      }
      case "--agent" -> agent = value.equals("none") ? null : Path.of(value).toAbsolutePath();
      case "--rules" -> rules = Path.of(value).toAbsolutePath();
      case "--scrape" -> {
        if (!value.matches("[1-9]\\d*(ms|s|m)")) {
          throw new Refusal("--scrape is a time such as 5s, not '" + value + "'");
        }
        scrapeInterval = value;
      }
      case "--stack" -> stack = true;
      default -> throw new Refusal("There is no option " + name + "\n\n" + USAGE.stripTrailing());
    }
  }

  private static int number(String name, String value, int most) throws Refusal {
    if (value.matches("[1-9]\\d{0,8}") && Integer.parseInt(value) <= most) {
      return Integer.parseInt(value);
    }
    throw new Refusal(name + " is a number from 1 to " + most + ", not '" + value + "'");
  }

  /**
   * The port that the environment chooses, where it is free.
   *
   * @param offset how far after that port
   */
  static int port(Map<String, String> environment, String variable, int usual, int offset)
      throws Refusal, IOException {
    String chosen = environment.getOrDefault(variable, Integer.toString(usual));
    if (!chosen.matches("\\d{1,5}") || Integer.parseInt(chosen) + offset > 65535) {
      throw new Refusal(variable + " is a port, not '" + chosen + "'");
    }
    if (chosen.equals("0")) {
      return Ports.free();
    }
    int port = Integer.parseInt(chosen) + offset;
    if (!Ports.isFree(port)) {
      throw new Refusal(
          "Port " + port + " is taken by something else: choose another with " + variable);
    }
    return port;
  }
}
