package dev.sonde.smoke.pools;

import javax.sql.DataSource;
import org.apache.commons.dbcp2.datasources.PerUserPoolDataSource;

/** A pool for each user. */
final class Dbcp2PerUser implements Pool {

  @Override
  @SuppressWarnings("deprecation") // what all versions have
  public DataSource open(String name, int waitMillis) {
    PerUserPoolDataSource pool = new PerUserPoolDataSource();
    pool.setConnectionPoolDataSource(Pool.opener(name));
    pool.setDefaultMaxTotal(2);
    pool.setDefaultMaxWaitMillis(waitMillis);
    return pool;
  }

  @Override
  public void close(DataSource pool) throws Exception {
    ((PerUserPoolDataSource) pool).close();
  }
}
