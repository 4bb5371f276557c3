package dev.sonde.agent;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the person who attaches the agent what became of it.
 *
 * <p>An attach brings nothing back but the end of {@code agentmain}. The agent's command line
 * therefore makes an empty file and names it in front of the arguments, {@code answer=FILE;…}; one
 * line goes in there.
 */
final class Answer {

  private static final String PREFIX = "answer=";

  private final @Nullable String file;
  private final @Nullable String arguments;

  Answer(@Nullable String arguments) {
    if (arguments == null || !arguments.startsWith(PREFIX)) {
      this.file = null;
      this.arguments = arguments;
    } else {
      int end = arguments.indexOf(';');
      this.file = arguments.substring(PREFIX.length(), end < 0 ? arguments.length() : end);
      this.arguments = end < 0 ? "" : arguments.substring(end + 1);
    }
  }

  /** The arguments that are meant for the agent. */
  @Nullable String arguments() {
    return arguments;
  }

  void done(String line) {
    write("ok " + line);
  }

  void refused(String line) {
    write("no " + line);
  }

  /** Writes to a file that exists only: nothing is made on behalf of an argument. */
  private void write(String line) {
    if (file == null || !new File(file).isFile()) {
      return;
    }
    try (Writer out = new OutputStreamWriter(new FileOutputStream(file), "UTF-8")) {
      out.write(line);
    } catch (IOException | RuntimeException e) {
      return; // Who asked learns less; the application must not learn of it at all.
    }
  }
}
