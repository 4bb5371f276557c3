package dev.sonde.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of a database on a free port of the loopback interface, with its files in a directory of
 * its own, gone when it is closed. Such servers refuse to run as root, so there they are nobody.
 */
final class DatabaseServer implements AutoCloseable {

  static final String USER = "scott";
  static final String PASSWORD = "hunter2-password";

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
  private static final Duration TO_PREPARE = Duration.ofSeconds(60);
  private static final Duration TO_START = Duration.ofSeconds(30);

  private final Path directory;
  private final int port;
  private int busPort;
  private @Nullable Process process;

  private DatabaseServer() throws IOException {
    directory = Files.createTempDirectory("sonde-database");
    port = Ports.free();
    if (isRoot()) {
      give(directory);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void give(Path path) throws IOException {
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
  }

  static DatabaseServer postgresql() throws Exception {
    Path initdb = postgresqlProgram("initdb");
    DatabaseServer server = new DatabaseServer();
    try {
      Path data = server.directory.resolve("data");
      server.prepare(
          initdb.toString(),
          "--pgdata=" + data,
          "--username=" + USER,
          "--pwfile=" + server.file("password", PASSWORD),
          "--auth=scram-sha-256",
          "--no-locale",
          "--encoding=UTF8",
          "--no-sync");
      server.run(
          initdb.resolveSibling("postgres").toString(),
          "-D",
          data.toString(),
          "-p",
          Integer.toString(server.port),
          "-c",
          "listen_addresses=127.0.0.1",
          "-c",
          "unix_socket_directories=",
          "-c",
          "fsync=off");
    } catch (Throwable e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Debian keeps the programs of each version apart from the PATH. */
  private static Path postgresqlProgram(String name) throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> installed = Files.list(versions)) {
        List<Path> programs =
            installed
                .map(version -> version.resolve("bin").resolve(name))
                .filter(Files::isExecutable)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (!programs.isEmpty()) {
          return programs.get(0);
        }
      }
    }
    return Prerequisite.program(name, "apt-get install postgresql");
  }

  static DatabaseServer mariadb() throws Exception {
    String howToGet = "apt-get install mariadb-server-core mariadb-client-core";
    Path install = Prerequisite.program("mariadb-install-db", howToGet);
    Path mariadbd = Prerequisite.program("mariadbd", howToGet);
    DatabaseServer server = new DatabaseServer();
    try {
      Path data = server.directory.resolve("data");
      server.prepare(
          install.toString(),
          "--no-defaults",
          "--datadir=" + data,
          "--innodb-log-file-size=8M",
          "--auth-root-authentication-method=normal",
          "--skip-test-db");
      String as = USER + "@'127.0.0.1'";
      server.run(
          mariadbd.toString(),
          "--no-defaults",
          "--datadir=" + data,
          "--innodb-log-file-size=8M",
          "--innodb-flush-log-at-trx-commit=0",
          "--skip-name-resolve",
          "--bind-address=127.0.0.1",
          "--port=" + server.port,
          "--socket=" + server.directory.resolve("socket"),
          "--init-file="
              + server.file(
                  "start.sql",
                  "CREATE DATABASE shop;\n"
                      + ("CREATE USER " + as + " IDENTIFIED BY '" + PASSWORD + "';\n")
                      + ("GRANT ALL ON shop.* TO " + as + ";\n")));
    } catch (Throwable e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** One that keeps nothing. */
  static DatabaseServer redis(String... options) throws Exception {
    return redis(new DatabaseServer(), options);
  }

  /** One that listens at a {@linkplain #socket() socket} in the file system, too. */
  static DatabaseServer redisWithSocket() throws Exception {
    DatabaseServer server = new DatabaseServer();
    return redis(server, "--unixsocket", server.socket().toString(), "--unixsocketperm", "777");
  }

  /** One that follows another one. */
  static DatabaseServer redisReplica(DatabaseServer master) throws Exception {
    return redis("--replicaof", "127.0.0.1 " + master.port);
  }

  /** One that can be a node of a cluster. */
  static DatabaseServer redisNode() throws Exception {
    DatabaseServer server = new DatabaseServer();
    server.busPort = Ports.free();
    return redis(
        server,
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        Integer.toString(server.busPort),
        "--cluster-config-file",
        server.directory.resolve("nodes.conf").toString());
  }

  /** One that watches over another one, which is called {@code shop} there. */
  static DatabaseServer redisSentinel(DatabaseServer watched) throws Exception {
    DatabaseServer server = new DatabaseServer();
    try {
      Path program = Prerequisite.program("redis-server", "apt-get install redis-server");
      Path configuration =
          server.file(
              "sentinel.conf",
              ("port " + server.port + "\n")
                  + "bind 127.0.0.1\n"
                  + ("sentinel monitor shop 127.0.0.1 " + watched.port + " 1\n"));
      server.run(program.toString(), configuration.toString(), "--sentinel");
    } catch (Throwable e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** One that speaks TLS alone. */
  static DatabaseServer redisOverTls(SelfSigned keys) throws Exception {
    DatabaseServer server = new DatabaseServer();
    String certificate = server.file("certificate", keys.certificate()).toString();
    return redis(
        server,
        "--port",
        "0",
        "--tls-port",
        Integer.toString(server.port),
        "--tls-cert-file",
        certificate,
        "--tls-key-file",
        server.file("key", keys.key()).toString(),
        "--tls-ca-cert-file",
        certificate,
        "--tls-auth-clients",
        "no");
  }

  private static DatabaseServer redis(DatabaseServer server, String... options) throws Exception {
    try {
      Path program = Prerequisite.program("redis-server", "apt-get install redis-server");
      List<String> command =
          new ArrayList<>(
              List.of(
                  program.toString(),
                  "--bind",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(server.port),
                  "--save",
                  "",
                  "--appendonly",
                  "no"));
      command.addAll(List.of(options));
      server.run(command.toArray(new String[0]));
    } catch (Throwable e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Where the nodes of a cluster talk to each other. */
  int busPort() {
    return busPort;
  }

  int port() {
    return port;
  }

  Path socket() {
    return directory.resolve("socket");
  }

  private Path file(String name, String content) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    if (isRoot()) {
      give(file);
    }
    return file;
  }

  private void prepare(String... command) throws Exception {
    Process preparing = start(command);
    if (!preparing.waitFor(TO_PREPARE.toSeconds(), TimeUnit.SECONDS)) {
      preparing.destroyForcibly();
      throw new AssertionError(command[0] + " takes too long\n" + log());
    }
    if (preparing.exitValue() != 0) {
      throw new AssertionError(command[0] + " failed\n" + log());
    }
  }

  private void run(String... command) throws Exception {
    process = start(command);
    try {
      RawHttp.awaitListening(port, TO_START);
    } catch (AssertionError e) {
      throw new AssertionError(command[0] + " does not listen\n" + log(), e);
    }
  }

  private Process start(String... command) throws IOException {
    List<String> words = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
    words.addAll(List.of(command));
    return new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  @Override
  public void close() throws IOException {
    Process running = process;
    if (running != null) {
      running.destroy();
      try {
        running.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      running.destroyForcibly();
    }
    ChildJvm.delete(directory);
  }
}
