package dev.sonde.smoke.pools;

import javax.sql.DataSource;
import org.apache.commons.dbcp2.datasources.SharedPoolDataSource;

/** One pool for all users. */
final class Dbcp2Shared implements Pool {

  @Override
  @SuppressWarnings("deprecation") // what all versions have
  public DataSource open(String name, int waitMillis) {
    SharedPoolDataSource pool = new SharedPoolDataSource();
    pool.setConnectionPoolDataSource(Pool.opener(name));
    pool.setMaxTotal(2);
    pool.setDefaultMaxTotal(2);
    pool.setDefaultMaxWaitMillis(waitMillis);
    return pool;
  }

  @Override
  public void close(DataSource pool) throws Exception {
    ((SharedPoolDataSource) pool).close();
  }
}
