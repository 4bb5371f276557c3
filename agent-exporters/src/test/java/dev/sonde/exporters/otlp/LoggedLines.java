package dev.sonde.exporters.otlp;

import dev.sonde.core.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The agent's log as it is written from now on. */
final class LoggedLines implements AutoCloseable {

  private final Path file;

  LoggedLines() {
    try {
      file = Files.createTempFile("sonde", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    level("warn");
  }

  void level(String level) {
    Log.configure(Operations.config("sonde.log.file", file.toString(), "sonde.log.level", level));
  }

  List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Log.configure(Operations.config());
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
