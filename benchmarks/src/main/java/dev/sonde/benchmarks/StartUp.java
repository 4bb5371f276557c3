package dev.sonde.benchmarks;

import dev.sonde.benchmarks.report.Figure;
import dev.sonde.benchmarks.report.Results;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** From the start of the process to the first request that is served. */
final class StartUp implements Scenario {

  /** What starts. */
  enum Application {
    TOMCAT("start", "Tomcat with one bare servlet") {
      @Override
      Launch launch(Stage stage) {
        return stage.application(HelloServer.HELLO);
      }
    },

    BOOT("boot", "A Spring Boot application with JPA on H2") {
      @Override
      Launch launch(Stage stage) {
        return new Launch(
            stage.installation().java(),
            target(stage).resolve(JAR) + File.pathSeparator + target(stage).resolve("lib/*"),
            "dev.sonde.benchmarks.boot.BootServer");
      }

      @Override
      @Nullable String missing(Stage stage) {
        return Files.exists(target(stage).resolve(JAR))
            ? null
            : "the Spring Boot application is not built";
      }

      private Path target(Stage stage) {
        return stage.installation().root().resolve("benchmarks/boot/target");
      }
    };

    private static final String JAR = "sonde-benchmarks-boot.jar";

    private final String label;
    private final String description;

    Application(String label, String description) {
      this.label = label;
      this.description = description;
    }

    abstract Launch launch(Stage stage);

    @Nullable String missing(Stage stage) {
      return null;
    }
  }

  /** How it starts. */
  enum Way {
    PLAIN("", "with the JDK's own archive of classes.") {
      @Override
      Launch change(Launch launch, Path archive) {
        return launch;
      }
    },

    ONE_CORE("-one-core", "on one processor (taskset -c 0).") {
      @Override
      Launch change(Launch launch, Path archive) {
        return launch.after("taskset", "-c", "0");
      }
    },

    APP_CDS(
        "-appcds",
        "with an AppCDS archive of its classes, made without an agent (-XX:ArchiveClassesAtExit).") {
      @Override
      Launch change(Launch launch, Path archive) throws IOException, InterruptedException {
        if (!Files.exists(archive)) {
          train(launch.with("-XX:ArchiveClassesAtExit=" + archive), archive);
        }
        return launch.with("-XX:SharedArchiveFile=" + archive);
      }
    },

    AOT_CACHE(
        "-aot",
        "on JDK 25 with an AOT cache, made without an agent (-XX:AOTCacheOutput) and without linked"
            + " classes (-XX:-AOTClassLinking), for with them the JVM takes it with no agent.") {
      @Override
      Launch change(Launch launch, Path archive) throws IOException, InterruptedException {
        String jdk = System.getenv(JDK_25);
        Launch on25 = jdk == null ? launch : launch.on(Path.of(jdk));
        if (!Files.exists(archive)) {
          train(on25.with("-XX:AOTCacheOutput=" + archive, "-XX:-AOTClassLinking"), archive);
        }
        return on25.with("-XX:AOTCache=" + archive);
      }

      @Override
      @Nullable String missing() {
        return System.getenv(JDK_25) == null ? JDK_25 + " names no JDK" : null;
      }
    };

    static final String JDK_25 = "SONDE_JDK_25";

    private final String label;
    private final String description;

    Way(String label, String description) {
      this.label = label;
      this.description = description;
    }

    abstract Launch change(Launch launch, Path archive) throws IOException, InterruptedException;

    @Nullable String missing() {
      return null;
    }

    private static void train(Launch launch, Path archive)
        throws IOException, InterruptedException {
      try (Server server = Server.start(launch)) {
        server.get("/hello");
      }
      if (!Files.exists(archive)) {
        throw new IOException("no archive was made: " + launch.command());
      }
      archive.toFile().deleteOnExit();
    }
  }

  private static final Figure CPU = Figure.compared("CPU ms", 0);
  private static final Figure SETTLED = Figure.compared("CPU ms three seconds later", 0);
  private static final Figure WALL = Figure.compared("wall ms", 0);
  private static final Figure CLASSES = Figure.compared("classes", 0);

  private static final long SETTLE_MILLIS = 3000;

  private final Application application;
  private final Way way;
  private final Path archive =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "sonde-benchmark-" + ProcessHandle.current().pid() + "-" + hashCode() + ".archive");

  StartUp(Application application, Way way) {
    this.application = application;
    this.way = way;
  }

  @Override
  public String name() {
    return application.label + way.label;
  }

  @Override
  public String description() {
    return application.description
        + ", "
        + way.description
        + " CPU and wall time to the first served request; the CPU time once more when the process"
        + " had three seconds of rest, for what an agent has put off.";
  }

  @Override
  public @Nullable String missing(Stage stage) {
    String missing = application.missing(stage);
    return missing == null ? way.missing() : missing;
  }

  @Override
  public int roundsBefore() {
    return 1;
  }

  @Override
  public void measure(Stage stage, Variant variant, Results results)
      throws IOException, InterruptedException {
    Launch launch = way.change(application.launch(stage), archive);
    long begin = System.nanoTime();
    try (Trial trial = stage.start(variant, launch)) {
      Server server = trial.server();
      server.get("/hello");
      double wall = (System.nanoTime() - begin) / 1e6;
      double cpu = server.cpuMillis();
      Thread.sleep(SETTLE_MILLIS);
      double settled = server.cpuMillis();
      Results.Row row = results.of(name(), variant.name());
      row.add(CPU, cpu);
      row.add(WALL, wall);
      row.add(SETTLED, settled);
      row.add(CLASSES, server.usage().classes());
    }
  }
}
