package dev.sonde.core.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A process that the agent is to be attached to, looked at from outside. An attach begins with a
 * signal that a JVM understands and that other programs end from, so nothing is sent before it is
 * certain.
 */
final class Candidate {

  private static final String JVM_LIBRARY = "libjvm.";
  private static final String CAUGHT_SIGNALS = "SigCgt:";
  private static final long SIGQUIT = 1L << 2;

  private Candidate() {}

  /**
   * Why the process can't be attached to, or null when nothing speaks against it.
   *
   * @param processes Linux's {@code /proc}; where there is none, nothing is known
   */
  static @Nullable String refusal(File processes, String pid) {
    if (!new File(processes, "self").exists()) {
      return null;
    }
    File process = new File(processes, pid);
    if (!process.exists()) {
      return "There is no process " + pid + ".";
    }
    try {
      if (lineWith(new File(process, "maps"), JVM_LIBRARY) == null) {
        return "The process " + pid + " is not a JVM.";
      }
      String caught = lineWith(new File(process, "status"), CAUGHT_SIGNALS);
      if (caught != null && !catchesQuit(caught)) {
        return "The JVM "
            + pid
            + " takes no attach: it was started with -Xrs, or is still starting.";
      }
      return null;
    } catch (IOException e) {
      return "The process " + pid + " can't be looked at; is it another user's?";
    }
  }

  private static boolean catchesQuit(String line) {
    try {
      String mask = line.substring(CAUGHT_SIGNALS.length()).trim();
      return (Long.parseUnsignedLong(mask, 16) & SIGQUIT) != 0;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static @Nullable String lineWith(File file, String text) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(new FileInputStream(file), "ISO-8859-1"))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.contains(text)) {
          return line;
        }
      }
      return null;
    }
  }
}
