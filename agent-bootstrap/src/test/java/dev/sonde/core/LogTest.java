package dev.sonde.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTest {

  @TempDir Path directory;

  @AfterEach
  void backToDefaults() {
    Log.configure(Config.of(Map.of(), Map.of(), null));
  }

  private Path configure(String... namesAndValues) {
    Path file = directory.resolve("sonde.log");
    Map<String, String> properties = new HashMap<>();
    properties.put("sonde.log.file", file.toString());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    Log.configure(Config.of(properties, Map.of(), null));
    return file;
  }

  @Test
  void timestampsAreThoseOfTheCalendar() {
    DateTimeFormatter expected =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long millis = (long) (random.nextDouble() * 253_402_300_799_999L);
      assertThat(Log.timestamp(millis)).isEqualTo(expected.format(Instant.ofEpochMilli(millis)));
    }
    assertThat(Log.timestamp(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Log.timestamp(951_782_400_000L)).isEqualTo("2000-02-29T00:00:00.000Z");
  }

  @Test
  void whatIsLessSevereThanTheLevelIsNotLogged() throws IOException {
    Path file = configure("sonde.log.level", "warn");
    Log.info("quiet");
    Log.debug("quiet");
    Log.warn("heard");
    Log.start("started");
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).endsWith("Z WARN [sonde] heard"))
        .anySatisfy(line -> assertThat(line).endsWith("Z INFO [sonde] started"));
  }

  @Test
  void offSilencesTheStartLineToo() throws IOException {
    Path file = configure("sonde.log.level", "off");
    Log.start("started");
    Log.error("broken", null);
    assertThat(Files.readString(file)).isEmpty();
  }

  @Test
  void aMessageCanNotForgeALine() throws IOException {
    Path file = configure();
    Log.warn("one\ntwo\rthree");
    assertThat(Files.readAllLines(file)).singleElement().asString().endsWith("one two three");
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    Path file = configure("sonde.log.format", "json");
    Log.error("say \"hi\"\n\u0001\\", new IllegalStateException("why"));
    assertThat(Files.readAllLines(file))
        .singleElement()
        .asString()
        .contains("\"level\":\"error\"", "\"message\":\"say \\\"hi\\\"\\u000a\\u0001\\\\\"")
        .contains("\"exception\":\"java.lang.IllegalStateException: why\\u000a")
        .endsWith("}");
  }

  @Test
  void aFileThatCanNotBeWrittenIsOneWarningOnStandardError() {
    Log.configure(Config.of(Map.of("sonde.log.file", directory.toString()), Map.of(), null));
    Log.warn("still there");
  }

  @Test
  void onceIsOnceForEachKey() throws IOException {
    Path file = configure();
    for (int i = 0; i < 3; i++) {
      Log.warnOnce("LogTest first", "first");
      Log.errorOnce("LogTest second", "second", null);
    }
    assertThat(Files.readAllLines(file)).hasSize(2);
  }
}
