package dev.sonde.core.cli;

import dev.sonde.core.Config;
import dev.sonde.core.Delivery;
import dev.sonde.core.Inventory;
import dev.sonde.core.Property;
import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells what the agent would do with a configuration, and what of it would not work. */
final class Check {

  private final Config config;
  private final Inventory inventory;
  private final Delivery delivery;
  private final PrintStream out;
  private int problems;

  Check(Config config, Inventory inventory, Delivery delivery, PrintStream out) {
    this.config = config;
    this.inventory = inventory;
    this.delivery = delivery;
    this.out = out;
  }

  int run() {
    settings();
    for (String complaint : complaints(config, inventory)) {
      problem(complaint);
    }
    for (String ignored : config.ignoredOtelNames()) {
      note("The property " + ignored + " is known to have no effect here.");
    }
    if (!config.get(Property.ENABLED)
        || "true".equalsIgnoreCase(config.text("otel.sdk.disabled"))) {
      note("The agent is switched off.");
    } else {
      readable(Property.OTLP_CERTIFICATE);
      readable(Property.OTLP_CLIENT_CERTIFICATE);
      readable(Property.OTLP_CLIENT_KEY);
      readable(Property.OTLP_TRACES);
      readable(Property.OTLP_METRICS);
      readable(Property.PROMETHEUS_CERTIFICATE);
      readable(Property.PROMETHEUS_KEY);
      new NetworkCheck(config, delivery, this).run();
    }
    out.println(
        problems == 0
            ? "No problem found."
            : problems + (problems == 1 ? " problem" : " problems") + " found.");
    return problems == 0 ? CommandLine.FINE : CommandLine.FAILED;
  }

  /** What the agent would warn of at its start. */
  static List<String> complaints(Config config, Inventory inventory) {
    Set<String> names = new LinkedHashSet<>();
    for (Inventory.Entry entry : inventory.entries()) {
      names.add(entry.name());
      names.add(entry.family());
      // Has a switch with a bad value complained about.
      config.instruments(entry.name(), entry.family(), entry.otelNames());
    }
    List<String> complaints = new ArrayList<>(config.warnings());
    complaints.addAll(config.unknownNames(names));
    return complaints;
  }

  private void settings() {
    for (Property<?> property : Property.all()) {
      String name = config.decidingName(property);
      String text = name == null ? null : config.text(name);
      if (name != null && text != null) {
        out.println(
            "set      "
                + property.name()
                + " = "
                + Config.shown(property.name(), text.trim())
                + " ("
                + config.source(name)
                + ")");
      }
    }
    for (Inventory.Entry entry : inventory.entries()) {
      boolean on = config.instruments(entry.name(), entry.family(), entry.otelNames());
      if (!on) {
        out.println("set      " + entry.name() + " is off");
      }
    }
  }

  private void readable(Property.OfSignal signal) {
    readable(signal.certificate);
    readable(signal.clientCertificate);
    readable(signal.clientKey);
  }

  private void readable(Property<String> property) {
    String path = config.get(property);
    if (!path.isEmpty() && !(new File(path).isFile() && new File(path).canRead())) {
      problem("The file " + path + " of " + property.name() + " can't be read.");
    }
  }

  void fine(String line) {
    out.println("ok       " + line);
  }

  void note(String line) {
    out.println("note     " + line);
  }

  void problem(String line) {
    problems++;
    out.println("problem  " + line);
  }
}
