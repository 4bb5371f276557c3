package dev.sonde.smoke.pools;

import javax.sql.DataSource;

/** How a pool of a library is opened and closed. */
interface Pool {

  String USER = "sa";
  String PASSWORD = "open-sesame";

  /** A pool of at most two connections. */
  DataSource open(String name, int waitMillis) throws Exception;

  void close(DataSource pool) throws Exception;

  static String url(String name) {
    return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
  }
}
