package dev.sonde.exporters.operations;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Schemas of others, which lie beside the project's clone and are no part of it. */
final class SharedData {

  private SharedData() {}

  /** A directory of {@code shared/data}; where there is none, the test is skipped. */
  static Path directory(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(name);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return abort("There is no shared/data/" + name + " beside this clone: no schema is checked");
  }
}
