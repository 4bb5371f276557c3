package dev.sonde.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Property;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PropertyListTest {

  private static final String BEGIN = "<!-- config --markdown: begin -->\n";
  private static final String END = "<!-- config --markdown: end -->\n";

  @Test
  void namesEveryProperty() {
    PropertyList list = new PropertyList();

    for (Property<?> property : Property.all()) {
      assertThat(list.text()).contains("\n    " + property.sentence() + "\n");
      assertThat(list.markdown()).contains("| `" + property.name() + "` | " + property.allowed());
    }
    assertThat(list.markdown()).contains("| `sonde.instrument.NAME.enabled` |");
  }

  @Test
  void isATableOfFiveColumns() {
    assertThat(new PropertyList().markdown().lines())
        .allMatch(line -> line.chars().filter(c -> c == '|').count() == 6);
  }

  @Test
  void isWhatTheReadmeShows() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));

    assertThat(readme).contains(BEGIN, END);
    assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
        .as("the README's table; java -jar agent/target/sonde.jar config --markdown prints it")
        .isEqualTo(new PropertyList().markdown());
  }
}
