package dev.sonde.instrumentation;

import dev.sonde.core.Families;
import dev.sonde.core.SelfStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many threads at the sieve at once, in a JVM that has done nothing else yet. */
final class CrowdAtTheSieve {

  private static final int THREADS = 8;
  private static final int CLASSES = 300_000;

  private CrowdAtTheSieve() {}

  public static void main(String[] arguments) throws InterruptedException {
    SelfStats stats = new SelfStats();
    Sieve sieve = new Sieve(Map.of(), new Roles(), new Globs(List.of()), new Families(), stats);
    ClassLoader loader = CrowdAtTheSieve.class.getClassLoader();
    byte[] bytes = {};
    sieve.transform(loader, "java/util/List", null, null, bytes); // loads what it needs
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread() {
            @Override
            public void run() {
              for (int n = 0; n < CLASSES; n++) {
                sieve.transform(loader, "java/util/List", null, null, bytes);
              }
            }
          };
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("seen " + stats.classesSeen());
  }
}
