package dev.sonde.example.shop;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens the shop: starts its processes with the agent on each service, tells how they fare, and
 * stops them all when it is stopped. {@link Options#USAGE} says what can be chosen.
 */
public final class Shop {

  private static final int SECONDS_BETWEEN_SUMMARIES = 5;
  private static final String CHOICES = "normal, slow, failing, n+1, pause";

  private final Options options;
  private final Map<String, String> environment = System.getenv();
  private final Path directory;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> metricsPorts = new LinkedHashMap<>();
  private volatile boolean stopping;

  private Shop(Options options) throws IOException {
    this.options = options;
    // Open to read, for the database may run as somebody else.
    directory = Files.createTempDirectory("sonde-shop");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
  }

  public static void main(String[] args) throws Exception {
    Path jar = Path.of(Shop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path root = jar.resolve("../../../..").normalize();
    if (List.of(args).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    try {
      Shop shop = new Shop(Options.of(root, args));
      Runtime.getRuntime().addShutdownHook(new Thread(shop::stop, "stop"));
      shop.open();
    } catch (Refusal e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private void open() throws Refusal, IOException, InterruptedException {
    int shopPort = Options.port(environment, "SHOP_PORT", 8080, 0);
    int controlPort = Options.port(environment, "CONTROL_PORT", 8081, 0);
    for (String service : List.of("front", "orders", "inventory", "pictures")) {
      metricsPorts.put(
          service, Options.port(environment, "METRICS_PORT", 9464, metricsPorts.size()));
    }
    int prometheusPort = options.stack ? port("PROMETHEUS_PORT", 9090) : 0;
    int alertmanagerPort = options.stack ? port("ALERTMANAGER_PORT", 9093) : 0;

    Watch watch = options.stack ? new Watch(options, directory, children) : null;

    System.out.println("Opening the shop ...");
    int picturesPort = Ports.free();
    Child pictures = service("pictures", "pictures.Pictures", Map.of(), picturesPort);
    int redisPort = redis();
    Postgres database = options.h2 ? null : postgres();
    int inventoryPort = Ports.free();
    Child inventory =
        service("inventory", "inventory.Inventory", of(database, "inventory"), inventoryPort);
    int ordersPort = Ports.free();
    Child orders = service("orders", "orders.Orders", of(database, "orders"), ordersPort);
    pictures.awaitListening(picturesPort);
    Child front =
        service(
            "front",
            "front.Front",
            Map.of(),
            shopPort,
            inventoryPort,
            ordersPort,
            redisPort,
            picturesPort);
    inventory.awaitListening(inventoryPort);
    orders.awaitListening(ordersPort);
    front.awaitListening(shopPort);
    if (watch != null) {
      watch.start(metricsPorts, prometheusPort, alertmanagerPort);
    }
    java("customers", null, Map.of(), "customers.Customers", controlPort, shopPort, options.visits)
        .awaitListening(controlPort);

    tell(shopPort, controlPort, prometheusPort, alertmanagerPort);
    Summary summary = new Summary(metricsPorts, controlPort);
    listenToTheConsole(summary, controlPort);
    watch(summary);
  }

  private int port(String variable, int usual) throws Refusal, IOException {
    return Options.port(environment, variable, usual, 0);
  }

  private @Nullable Postgres postgres() throws IOException, InterruptedException {
    try {
      return Postgres.start(directory, children);
    } catch (Refusal e) {
      System.out.println("PostgreSQL can't run here, H2 stands in for it: " + e.getMessage());
      return null;
    }
  }

  /** What a service has to know of its database. */
  private static Map<String, String> of(@Nullable Postgres postgres, String name)
      throws Refusal, InterruptedException {
    return postgres == null
        ? Map.of(
            "DATABASE_URL", "jdbc:h2:mem:" + name, "DATABASE_USER", "shop", "DATABASE_PASSWORD", "")
        : postgres.database(name);
  }

  private int redis() throws Refusal, IOException, InterruptedException {
    int port = Ports.free();
    Path program = Program.find("redis-server");
    Child redis;
    if (program == null) {
      System.out.println("No redis-server is installed, one in a JVM stands in for it.");
      redis = java("redis", null, Map.of(), "Cache", port);
    } else {
      redis =
          Child.start(
              "redis",
              directory,
              Map.of(),
              List.of(
                  program.toString(),
                  "--bind",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(port),
                  "--save",
                  "",
                  "--appendonly",
                  "no"));
      children.add(redis);
    }
    redis.awaitListening(port);
    return port;
  }

  private Child service(
      String name, String mainClass, Map<String, String> settings, Integer... arguments)
      throws IOException {
    return java(name, metricsPorts.get(name), settings, mainClass, arguments);
  }

  /**
   * @param metricsPort where the agent serves; null for a process without an agent
   */
  private Child java(
      String name,
      @Nullable Integer metricsPort,
      Map<String, String> settings,
      String mainClass,
      Integer... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (metricsPort != null && options.agent != null) {
      command.add("-javaagent:" + options.agent);
      command.add(
          "-Dsonde.prometheus.host=" + environment.getOrDefault("METRICS_HOST", "127.0.0.1"));
      command.add("-Dsonde.prometheus.port=" + metricsPort);
      command.add("-Dsonde.service.name=" + name);
    }
    // Small ones, for there are many of them on one machine.
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-cp");
    command.add(classPath());
    command.add(Shop.class.getPackageName() + '.' + mainClass);
    for (Integer argument : arguments) {
      command.add(argument.toString());
    }
    Child child = Child.start(name, directory, settings, command);
    children.add(child);
    return child;
  }

  /** That of this process, for processes that are elsewhere. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void tell(int shopPort, int controlPort, int prometheusPort, int alertmanagerPort) {
    System.out.println();
    System.out.println("The shop:      http://localhost:" + shopPort + "/");
    if (options.agent != null) {
      metricsPorts.forEach(
          (service, port) ->
              System.out.printf(
                  "Metrics:       http://localhost:%d/metrics (%s)%n", port, service));
    }
    if (options.stack) {
      System.out.println("Prometheus:    http://localhost:" + prometheusPort + "/alerts");
      System.out.println("Alertmanager:  http://localhost:" + alertmanagerPort + "/");
    }
    System.out.println("Logs:          " + directory);
    System.out.println();
    System.out.println("Customers are normal. Type one of " + CHOICES + " and Enter,");
    System.out.println("or curl -X POST http://localhost:" + controlPort + "/slow. Ctrl-C closes.");
  }

  private void listenToTheConsole(Summary summary, int controlPort) {
    Thread console = new Thread(() -> listen(summary, controlPort), "console");
    console.setDaemon(true);
    console.start();
  }

  private static void listen(Summary summary, int controlPort) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String word = line.strip();
        if (List.of(CHOICES.split(", ", -1)).contains(word)) {
          System.out.println("Customers: " + summary.ask("POST", controlPort, "/" + word).strip());
        } else if (!word.isEmpty()) {
          System.out.println("Customers can be one of " + CHOICES);
        }
      }
    } catch (IOException e) {
      System.err.println("The console can't be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the time is over, or one of the processes ends by itself. */
  private void watch(Summary summary) throws Refusal, IOException, InterruptedException {
    long end =
        options.seconds == 0
            ? Long.MAX_VALUE
            : System.nanoTime() + TimeUnit.SECONDS.toNanos(options.seconds);
    summary.next();
    while (System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_SUMMARIES);
      for (Child child : children) {
        if (!child.isAlive()) {
          // Ctrl-C reaches all of them at once; then this process is about to stop as well.
          TimeUnit.SECONDS.sleep(1);
          if (!stopping) {
            throw child.ended();
          }
        }
      }
      System.out.print(summary.next());
    }
  }

  private void stop() {
    stopping = true;
    List<Child> last = new ArrayList<>(children);
    Collections.reverse(last);
    last.forEach(Child::stop);
    last.forEach(Child::awaitStopped);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("Something is left in " + directory + ": " + e.getMessage());
    }
  }
}
