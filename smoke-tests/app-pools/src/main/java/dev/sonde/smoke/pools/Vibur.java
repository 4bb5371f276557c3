package dev.sonde.smoke.pools;

import javax.sql.DataSource;
import org.vibur.dbcp.ViburDBCPDataSource;

final class Vibur implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) {
    ViburDBCPDataSource pool = new ViburDBCPDataSource();
    pool.setName(name);
    pool.setJdbcUrl(Pool.url(name));
    pool.setUsername(USER);
    pool.setPassword(PASSWORD);
    pool.setPoolInitialSize(1);
    pool.setPoolMaxSize(2);
    pool.setConnectionTimeoutInMs(waitMillis);
    pool.start();
    return pool;
  }

  @Override
  public void close(DataSource pool) {
    ((ViburDBCPDataSource) pool).terminate();
  }
}
