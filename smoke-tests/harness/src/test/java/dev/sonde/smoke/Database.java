package dev.sonde.smoke;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database, with the driver for it, that the application of {@code app-jdbc} can use. */
enum Database {
  POSTGRESQL("postgresql", false, "postgresql") {
    @Override
    String url(DatabaseServers servers) throws Exception {
      return "jdbc:postgresql://127.0.0.1:" + servers.postgresql().port() + "/postgres";
    }
  },
  MARIADB("mariadb", true, "mariadb-java-client") {
    @Override
    String url(DatabaseServers servers) throws Exception {
      return "jdbc:mariadb://127.0.0.1:"
          + servers.mariadb().port()
          + "/shop?allowMultiQueries=true";
    }
  },
  MYSQL("mysql", true, "mysql-connector-j") {
    @Override
    String url(DatabaseServers servers) throws Exception {
      return "jdbc:mysql://127.0.0.1:" + servers.mariadb().port() + "/shop?allowMultiQueries=true";
    }
  },
  H2("h2database", false, "h2") {
    @Override
    String url(DatabaseServers servers) {
      return "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
    }
  },
  HSQLDB("hsqldb", false, "hsqldb") {
    @Override
    String url(DatabaseServers servers) {
      return "jdbc:hsqldb:mem:shop";
    }
  },
  DERBY("derby", false, "derby", "derbyshared") {
    @Override
    String url(DatabaseServers servers) {
      return "jdbc:derby:memory:shop;create=true";
    }
  },
  SQLITE("sqlite", false, "sqlite-jdbc") {
    @Override
    String url(DatabaseServers servers) {
      return "jdbc:sqlite:shop.db";
    }
  },

  /** That of a driver that no one knows. */
  ECHO("other_sql", false) {
    @Override
    String url(DatabaseServers servers) {
      return "jdbc:echo://echo.example:4711/shop";
    }
  };

  /** Its {@code db.system.name}. */
  final String system;

  /** Whether its own numbers are the statuses of failures, rather than the SQLState. */
  final boolean numbersErrors;

  private final List<String> jars;

  Database(String system, boolean numbersErrors, String... jars) {
    this.system = system;
    this.numbersErrors = numbersErrors;
    this.jars = List.of(jars);
  }

  abstract String url(DatabaseServers servers) throws Exception;

  /** The application with this database. */
  Launch launch(Jdk jdk, DatabaseServers servers) throws Exception {
    List<String> classPath = new ArrayList<>();
    classPath.add(module().resolve("app.jar").toString());
    classPath.addAll(drivers(jdk));
    return Launch.java(
        jdk,
        "-cp",
        String.join(":", classPath),
        "dev.sonde.smoke.app.TestApp",
        name(),
        url(servers),
        DatabaseServer.USER,
        DatabaseServer.PASSWORD);
  }

  /** The same with the driver in the boot loader. */
  Launch launchInBoot(Jdk jdk, DatabaseServers servers) throws Exception {
    return launch(jdk, servers).jvm("-Xbootclasspath/a:" + String.join(":", drivers(jdk)));
  }

  private List<String> drivers(Jdk jdk) {
    List<String> drivers = new ArrayList<>();
    for (String jar : jars) {
      String name = jdk.feature() == 8 ? jar + "-java8" : jar;
      drivers.add(module().resolve("drivers").resolve(name + ".jar").toString());
    }
    return drivers;
  }

  private static Path module() {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    return Path.of(apps, "app-jdbc", "target").toAbsolutePath().normalize();
  }
}
