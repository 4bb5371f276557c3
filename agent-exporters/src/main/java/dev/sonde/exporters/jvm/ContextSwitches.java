package dev.sonde.exporters.jvm;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Observer;
import dev.sonde.exporters.resource.SystemFile;
import java.io.File;
import java.util.HashMap;
import java.util.Map;

/**
 * The context switches of all threads of the process. Linux tells them thread by thread, a file
 * each, so this is on only where it is asked for. A thread that ended keeps what it had when last
 * seen, so that the sums never fall.
 */
final class ContextSwitches implements Observer {

  private final File tasks;
  private Map<String, long[]> live = new HashMap<>();
  private long endedVoluntary;
  private long endedInvoluntary;

  ContextSwitches() {
    this(new File("/proc/self/task"));
  }

  ContextSwitches(File tasks) {
    this.tasks = tasks;
  }

  @Override
  public synchronized void observe(Sink sink) {
    String[] ids = tasks.list();
    if (ids == null) {
      return;
    }
    Map<String, long[]> now = new HashMap<>();
    long voluntary = 0;
    long involuntary = 0;
    for (String id : ids) {
      String text = SystemFile.read(new File(new File(tasks, id), "status"));
      if (text != null) {
        long[] switches = {
          Math.max(0, StatusFields.number(text, "voluntary_ctxt_switches")),
          Math.max(0, StatusFields.number(text, "nonvoluntary_ctxt_switches"))
        };
        long[] before = live.get(id);
        if (before != null && before[0] <= switches[0] && before[1] <= switches[1]) {
          live.remove(id);
        }
        now.put(id, switches);
        voluntary += switches[0];
        involuntary += switches[1];
      }
    }
    for (long[] ended : live.values()) {
      endedVoluntary += ended[0];
      endedInvoluntary += ended[1];
    }
    live = now;
    sink.value(
        Catalogue.PROCESS_CONTEXT_SWITCHES, (double) (endedVoluntary + voluntary), "voluntary");
    sink.value(
        Catalogue.PROCESS_CONTEXT_SWITCHES,
        (double) (endedInvoluntary + involuntary),
        "involuntary");
  }
}
