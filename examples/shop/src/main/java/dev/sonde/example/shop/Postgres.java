package dev.sonde.example.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** A PostgreSQL of the shop's own, unpacked from a jar; its data go when the shop closes. */
final class Postgres {

  private static final String USER = "shop";

  private final Path directory;
  private final int port;
  private final String password;

  private Postgres(Path directory, int port, String password) {
    this.directory = directory;
    this.port = port;
    this.password = password;
  }

  static Postgres start(Path parent, List<Child> children)
      throws Refusal, IOException, InterruptedException {
    Path directory = Files.createDirectory(parent.resolve("postgresql"));
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Postgres postgres = new Postgres(directory, Ports.free(), HexFormat.of().formatHex(random));
    postgres.run(children);
    return postgres;
  }

  private void run(List<Child> children) throws Refusal, IOException, InterruptedException {
    List<String> before = Program.notAsRoot();
    unpack();
    Path passwordFile = Files.createTempFile(directory, "password", null);
    Files.writeString(passwordFile, password);
    Path data = Files.createDirectory(directory.resolve("data"));
    if (Program.isRoot()) {
      give(passwordFile);
      give(data);
    }
    List<String> initdb = new ArrayList<>(before);
    initdb.addAll(
        List.of(
            directory.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--no-locale",
            "--encoding=UTF8",
            "--no-sync"));
    Child.start("initdb", directory, Map.of(), initdb).awaitEnd();
    List<String> postgres = new ArrayList<>(before);
    postgres.addAll(
        List.of(
            directory.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off"));
    Child server = Child.start("postgresql", directory, Map.of(), postgres);
    children.add(server);
    server.awaitListening(port);
  }

  private static void give(Path path) throws IOException {
    Files.setOwner(
        path,
        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
  }

  private void unpack() throws Refusal, IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String name = "/postgres-" + system + '-' + processor + ".txz";
    try (@Nullable InputStream packed = Postgres.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw new Refusal("there is none for " + system + " on " + processor);
      }
      TarArchiveInputStream files = new TarArchiveInputStream(new XZInputStream(packed));
      for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        unpack(file, files);
      }
    }
  }

  private void unpack(TarArchiveEntry file, InputStream content) throws IOException {
    Path path = directory.resolve(file.getName()).normalize();
    if (!path.startsWith(directory)) {
      throw new IOException(file.getName() + " leads out of the archive");
    }
    if (file.isDirectory()) {
      Files.createDirectories(path);
    } else {
      Files.createDirectories(path.getParent());
      if (file.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(file.getLinkName()));
      } else {
        Files.copy(content, path);
        if ((file.getMode() & 0100) != 0) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  /** Makes a database, and returns what a service has to know to use it. */
  Map<String, String> database(String name) throws Refusal, InterruptedException {
    SQLException last = new SQLException();
    for (int i = 0; i < 50; i++) {
      try (Connection connection = DriverManager.getConnection(url("postgres"), USER, password);
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
        return Map.of(
            "DATABASE_URL", url(name), "DATABASE_USER", USER, "DATABASE_PASSWORD", password);
      } catch (SQLException e) {
        last = e; // It listens a little earlier than it serves.
        Thread.sleep(200);
      }
    }
    throw new Refusal("PostgreSQL has no room for " + name + ": " + last.getMessage());
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + '/' + name;
  }
}
