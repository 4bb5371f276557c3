package dev.sonde.instrumentation;

import dev.sonde.boot.Carried;
import dev.sonde.boot.SelfProbe;
import dev.sonde.boot.TaskProbe;
import dev.sonde.core.Environment;
import dev.sonde.core.Families;
import dev.sonde.core.Log;
import dev.sonde.core.Part;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instrumentation of the process: registers the sieve, weaves what is loaded, undoes both. */
public final class Weaving implements Part {

  /** How many classes one retransformation takes; each stops the application for a moment. */
  private static final int BATCH = 16;

  private final List<String> active = new ArrayList<>();
  private @Nullable Instrumentation instrumentation;
  private @Nullable Sieve sieve;

  public Weaving() {}

  @Override
  public void prepare(Environment environment) {
    SelfStats stats = environment.stats();
    SelfProbe.install(new AdviceFailures(stats));
    Families families = environment.families();
    Reading.addAll(families, active);
    Map<String, Sieve.Entry> table = new HashMap<>();
    Set<String> modules = new LinkedHashSet<>();
    List<Target> inModules = new ArrayList<>();
    Roles roles = new Roles();
    for (Library library : Libraries.all()) {
      boolean on =
          environment.config().instruments(library.name(), library.family(), library.otelNames());
      stats.module(
          library.name(), on ? SelfStats.ModuleState.IDLE : SelfStats.ModuleState.DISABLED);
      if (on) {
        active.add(library.name());
        for (Target target : library.targets()) {
          Sieve.Entry entry = new Sieve.Entry(library, target.configured(environment.config()));
          if (target.module() != null) {
            modules.add(target.module());
            inModules.add(target);
          }
          Role role = target.role();
          if (role == null) {
            Sieve.Entry other = table.put(target.className().replace('.', '/'), entry);
            if (other != null) {
              target.and(other.target);
            }
          } else {
            roles.add(entry, role);
          }
        }
      }
    }
    if (!JdkModules.seeProbes(environment.instrumentation(), modules)) {
      for (Target target : inModules) {
        target.withoutField();
      }
    }
    Globs excluded = new Globs(environment.config().get(Property.EXCLUDE_CLASSES));
    Sieve registered = new Sieve(table, roles, excluded, families, stats);
    sieve = registered;
    instrumentation = environment.instrumentation();
    environment
        .instrumentation()
        .addTransformer(registered, environment.instrumentation().isRetransformClassesSupported());
  }

  @Override
  public void start() {
    try {
      retransform();
    } finally {
      if (sieve != null) {
        sieve.forgetWoven();
      }
    }
  }

  @Override
  public void stop() {
    Instrumentation jvm = instrumentation;
    Sieve registered = sieve;
    if (jvm != null && registered != null) {
      if (registered.hasCarriers() && Carried.keepFields()) {
        jvm.addTransformer(new CarrierKeeper(), true);
      }
      jvm.removeTransformer(registered);
      registered.forgetWoven();
      retransform();
    }
    TaskProbe.forgetAll();
    Carried.forgetAll();
    SelfProbe.install(null);
  }

  @Override
  public void shutDown() {}

  /** Gives the classes that are loaded already to the transformers, in small batches. */
  private void retransform() {
    Instrumentation jvm = instrumentation;
    Sieve registered = sieve;
    if (jvm == null || registered == null || !jvm.isRetransformClassesSupported()) {
      return;
    }
    List<Class<?>> batch = new ArrayList<>();
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      if (registered.knows(loaded)
          && !registered.hasWoven(loaded)
          && jvm.isModifiableClass(loaded)) {
        batch.add(loaded);
        if (batch.size() == BATCH) {
          retransform(jvm, batch);
          batch.clear();
        }
      }
    }
    retransform(jvm, batch);
  }

  private static void retransform(Instrumentation jvm, List<Class<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      jvm.retransformClasses(batch.toArray(new Class<?>[0]));
    } catch (Throwable e) {
      if (batch.size() == 1) {
        // A class of an application that was stopped, for one, whose loader is closed.
        String name = batch.get(0).getName();
        Log.warnOnce("retransform " + name, name + " can't be changed (" + e + "); it stays.");
        return;
      }
      for (Class<?> single : batch) {
        List<Class<?>> alone = new ArrayList<>();
        alone.add(single);
        retransform(jvm, alone);
      }
    }
  }

  @Override
  public Collection<String> switchNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Library library : Libraries.all()) {
      names.add(library.name());
      names.add(library.family());
    }
    return names;
  }

  @Override
  public String summary() {
    return "measures " + (active.isEmpty() ? "nothing" : String.join(", ", active));
  }

  /** Counts what goes wrong in woven code and logs it once for each place. */
  private static final class AdviceFailures implements SelfProbe.Listener {
    private final SelfStats stats;

    AdviceFailures(SelfStats stats) {
      this.stats = stats;
    }

    @Override
    public void adviceFailed(String module, Throwable failure) {
      stats.error(module, SelfStats.Phase.ADVICE);
      StackTraceElement[] trace = failure.getStackTrace();
      String place = trace.length == 0 ? "" : trace[0].toString();
      Log.errorOnce(
          module + failure.getClass().getName() + place,
          "A measurement of " + module + " failed; the application is not touched.",
          failure);
    }
  }
}
