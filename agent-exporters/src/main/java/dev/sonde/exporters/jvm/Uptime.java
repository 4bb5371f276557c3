package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.resource.SystemFile;
import java.io.File;
import java.util.StringTokenizer;

/**
 * The time since the process started, without java.management: what /proc says, or, where it says
 * nothing or what can't be, the time since the agent started.
 */
final class Uptime implements Observer {

  /** Linux counts a process's start in hundredths of a second since the system's start. */
  private static final double TICKS = 100;

  /** The start's place in /proc/self/stat behind the program's name. */
  private static final int START_FIELD = 20;

  private static final double NANOS = 1e9;

  private final long agentStart = System.nanoTime();

  @Override
  public void observe(Sink sink) {
    double least = (System.nanoTime() - agentStart) / NANOS;
    String system = SystemFile.readLine(new File("/proc/uptime"));
    String process = SystemFile.readLine(new File("/proc/self/stat"));
    double uptime = system == null || process == null ? least : seconds(system, process);
    sink.value(Catalogue.PROCESS_UPTIME, Math.max(uptime, least));
  }

  /**
   * The age of a process; negative when the texts don't tell.
   *
   * @param system /proc/uptime
   * @param process /proc/self/stat
   */
  static double seconds(String system, String process) {
    StringTokenizer fields =
        new StringTokenizer(process.substring(process.lastIndexOf(')') + 1), " ");
    StringTokenizer uptime = new StringTokenizer(system, " ");
    if (fields.countTokens() < START_FIELD || !uptime.hasMoreTokens()) {
      return -1;
    }
    for (int i = 1; i < START_FIELD; i++) {
      fields.nextToken();
    }
    try {
      return Double.parseDouble(uptime.nextToken())
          - Double.parseDouble(fields.nextToken()) / TICKS;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
