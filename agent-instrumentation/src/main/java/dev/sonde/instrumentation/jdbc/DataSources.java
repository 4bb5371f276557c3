package dev.sonde.instrumentation.jdbc;

import dev.sonde.boot.JdbcProbe;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** Asks a driver's data source where it leads, for drivers that open connections without a URL. */
public final class DataSources implements JdbcProbe.DataSourceReader {

  private final Getters getters = new Getters();

  private DataSources() {}

  /** Asks from now on. */
  public static void install() {
    JdbcProbe.installReader(new DataSources());
  }

  /** Asks no more. */
  public static void uninstall() {
    JdbcProbe.installReader(null);
  }

  @Override
  public @Nullable String url(Object dataSource) {
    Object url = getters.get(dataSource, "getUrl");
    if (url == null) {
      url = getters.get(dataSource, "getURL");
    }
    if (url instanceof String) {
      return (String) url;
    }
    Object name = getters.get(dataSource, "getDatabaseName");
    boolean isDerby = dataSource.getClass().getName().startsWith("org.apache.derby.");
    return isDerby && name instanceof String ? "jdbc:derby:" + name : null;
  }
}
