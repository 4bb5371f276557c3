package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts reach whom they should. */
class AlertmanagerTest {

  private static final String CONFIG = "alertmanager.yml";

  @Test
  void amtoolAcceptsTheConfiguration() throws Exception {
    assertThat(amtool().run("check-config", CONFIG)).contains("SUCCESS");
  }

  @Test
  void everyAlertIsRoutedByItsSeverity() throws Exception {
    Tool amtool = amtool();
    for (Alert alert :
        List.of(
            HttpRules.HIGH_ERROR_RATE,
            JvmRules.HEAP_HIGH,
            DatabaseRules.N_PLUS_ONE,
            HealthRules.WATCHDOG,
            SloRules.VERY_FAST,
            SloRules.SLOW)) {
      assertThat(receivers(amtool, alert)).as(alert.name).isEqualTo(expected(alert));
    }
  }

  @Test
  void inhibitionsNameAlertsThatThereAre() throws Exception {
    List<String> names = new ArrayList<>();
    Shipped.alerts().forEach(alert -> names.add(alert.name));
    String config = Files.readString(Shipped.ROOT.resolve("prometheus-rules").resolve(CONFIG));
    Matcher named = Pattern.compile("alertname(?:=|!=|=~)\"([A-Za-z|]+)\"").matcher(config);
    int found = 0;
    while (named.find()) {
      found++;
      assertThat(names).contains(named.group(1).split("\\|"));
    }
    assertThat(found).isPositive();
  }

  private static String receivers(Tool amtool, Alert alert) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + CONFIG));
    arguments.add("alertname=" + alert.name);
    arguments.add("job=shop");
    alert.ownLabels().forEach((label, value) -> arguments.add(label + "=" + value));
    String[] said = amtool.run(arguments.toArray(new String[0])).strip().split("\n", -1);
    return said[said.length - 1]; // After what it warns of.
  }

  private static String expected(Alert alert) {
    return switch (alert.severity) {
      case CRITICAL -> "pager,chat";
      case WARNING -> "chat";
      case INFO -> "silent";
      case NONE -> "heartbeat";
    };
  }

  private static Tool amtool() {
    return Tool.find("amtool", "prometheus-alertmanager");
  }
}
