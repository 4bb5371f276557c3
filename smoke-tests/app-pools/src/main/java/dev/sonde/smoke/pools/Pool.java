package dev.sonde.smoke.pools;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** How a pool of a library is opened and closed. */
interface Pool {

  String USER = "sa";
  String PASSWORD = "open-sesame";

  /** A pool of at most two connections. */
  DataSource open(String name, int waitMillis) throws Exception;

  /**
   * Lets a pool that nobody has asked yet take back what is held for a second; false if it can't.
   */
  default boolean takeBack(DataSource pool) throws Exception {
    return false;
  }

  void close(DataSource pool) throws Exception;

  /** What opens connections for others to pool. */
  static ConnectionPoolDataSource opener(String name) {
    JdbcDataSource opener = new JdbcDataSource();
    opener.setURL(url(name));
    opener.setUser(USER);
    opener.setPassword(PASSWORD);
    return opener;
  }

  static String url(String name) {
    return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
  }
}
