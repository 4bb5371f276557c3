package dev.sonde.benchmarks;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an agent adds to {@link Work}, without the network's noise: the same work with different
 * agents is done side by side, in short blocks in turn.
 *
 * <p>What is added is the difference to the work without an agent in the same turn. A row tells the
 * median over the turns of a fork and, since no two JVMs compile alike, the median, the lowest and
 * the highest of several forks.
 *
 * <p>Arguments: {@code request}, {@code mix}, the URL of a database, or {@code redis:CLIENT:PORT},
 * the forks, the turns of each, how many times it is done in a block, the kilobytes to write to
 * before each time, and a pattern for the variants to run beside none.
 */
public final class Cost {

  private static final int WARM_UP = 100_000;

  private final Installation installation;
  private final List<String> work;
  private final List<Row> rows = new ArrayList<>();
  private final int turns;
  private final int times;
  private final int kilobytes;

  /** One variant's medians of each fork, as they are and as they differ from no agent. */
  private record Row(Variant variant, List<double[]> absolute, List<double[]> added) {}

  private Cost(
      Installation installation,
      List<String> work,
      String only,
      int turns,
      int times,
      int kilobytes) {
    this.installation = installation;
    this.work = work;
    this.turns = turns;
    this.times = times;
    this.kilobytes = kilobytes;
    for (Variant variant : Variant.matching(Variant.NO_AGENT.name() + "|" + only)) {
      rows.add(new Row(variant, new ArrayList<>(), new ArrayList<>()));
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int forks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    int turns = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 21;
    int times = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10_240;
    int kilobytes = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
    String only = arguments.length > 5 ? arguments[5] : "(sonde|opentelemetry), .*";
    Installation installation = Installation.built();
    Cost cost = new Cost(installation, work(arguments[0]), only, turns, times, kilobytes);
    for (int fork = 0; fork < forks; fork++) {
      cost.fork();
    }
    cost.print(forks);
  }

  private static List<String> work(String of) {
    String[] parts = of.split(":", -1);
    if (parts[0].equals("redis")) {
      return List.of(RedisGet.class.getName(), parts[1], parts[2]);
    }
    return switch (of) {
      case "request" -> List.of(MemoryServer.class.getName());
      case "mix" -> List.of(MemoryServer.class.getName(), of);
      default -> List.of(Query.class.getName(), of);
    };
  }

  private void fork() throws IOException, InterruptedException {
    List<MeasuredWork> all = new ArrayList<>();
    try {
      for (Row row : rows) {
        MeasuredWork measured = MeasuredWork.start(installation, row.variant(), work);
        all.add(measured);
        measured.block(WARM_UP, 0);
      }
      for (MeasuredWork measured : all) {
        measured.block(times, kilobytes << 10);
      }
      // By variant and turn.
      double[][][] values = new double[rows.size()][turns][];
      for (int turn = 0; turn < turns; turn++) {
        for (int k = 0; k < values.length; k++) {
          // There and back, so that nobody always comes later than no agent.
          int i = turn % 2 == 0 ? k : values.length - 1 - k;
          values[i][turn] = all.get(i).block(times, kilobytes << 10);
        }
      }
      for (int i = 0; i < values.length; i++) {
        double[][] differences = new double[turns][];
        for (int turn = 0; turn < turns; turn++) {
          differences[turn] = difference(values[i][turn], values[0][turn]);
        }
        Row row = rows.get(i);
        row.absolute().add(medians(values[i]));
        row.added().add(medians(differences));
        System.err.println(row.variant().name() + " " + Arrays.toString(medians(values[i])));
      }
    } finally {
      for (MeasuredWork measured : all) {
        measured.close();
      }
    }
  }

  private static double[] difference(double[] values, double[] base) {
    double[] difference = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      difference[i] = values[i] - base[i];
    }
    return difference;
  }

  private static double[] medians(double[][] blocks) {
    double[] medians = new double[MeasuredWork.MEASURES];
    for (int i = 0; i < medians.length; i++) {
      medians[i] = median(sorted(Arrays.asList(blocks), i));
    }
    return medians;
  }

  private static double[] sorted(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  private void print(int forks) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "Java %s, %d processors, %d forks of %d blocks of %d times, %d KB written before each,"
                + " median (lowest to highest fork), %s%n",
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            forks,
            turns,
            times,
            kilobytes,
            LocalDate.now(ZoneOffset.UTC)));
    System.out.println(
        "| each time | CPU µs of its thread | added | CPU µs of all threads | added"
            + " | bytes of its thread | added | bytes of all threads | added | spans |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (Row row : rows) {
      StringBuilder line = new StringBuilder("| ").append(row.variant().name());
      for (int measure = 0; measure < MeasuredWork.MEASURES; measure++) {
        line.append(" | ").append(number(median(sorted(row.absolute(), measure)), measure));
        if (measure != MeasuredWork.SPANS) {
          double[] more = sorted(row.added(), measure);
          line.append(" | ").append(row.variant().agent() == null ? "" : spread(more, measure));
        }
      }
      System.out.println(line.append(" |"));
    }
  }

  private static String spread(double[] sorted, int measure) {
    return number(median(sorted), measure)
        + " ("
        + number(sorted[0], measure)
        + " to "
        + number(sorted[sorted.length - 1], measure)
        + ")";
  }

  private static String number(double value, int measure) {
    boolean bytes = measure == MeasuredWork.THREAD_BYTES || measure == MeasuredWork.ALL_BYTES;
    return String.format(Locale.ROOT, bytes ? "%.0f" : "%.2f", value);
  }
}
