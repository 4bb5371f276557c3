package dev.sonde.smoke;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The servers that tests share, each started when it is first needed. */
final class DatabaseServers implements AutoCloseable {

  private @Nullable DatabaseServer postgresql;
  private @Nullable DatabaseServer mariadb;

  DatabaseServer postgresql() throws Exception {
    if (postgresql == null) {
      postgresql = DatabaseServer.postgresql();
    }
    return postgresql;
  }

  DatabaseServer mariadb() throws Exception {
    if (mariadb == null) {
      mariadb = DatabaseServer.mariadb();
    }
    return mariadb;
  }

  @Override
  public void close() throws IOException {
    try {
      if (postgresql != null) {
        postgresql.close();
      }
    } finally {
      if (mariadb != null) {
        mariadb.close();
      }
    }
  }
}
