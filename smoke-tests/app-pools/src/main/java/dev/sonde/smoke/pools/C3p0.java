package dev.sonde.smoke.pools;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import javax.sql.DataSource;

final class C3p0 implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) {
    ComboPooledDataSource pool = new ComboPooledDataSource();
    pool.setDataSourceName(name);
    pool.setJdbcUrl(Pool.url(name));
    pool.setUser(USER);
    pool.setPassword(PASSWORD);
    pool.setInitialPoolSize(1);
    pool.setMinPoolSize(1);
    pool.setMaxPoolSize(2);
    pool.setAcquireIncrement(1);
    pool.setCheckoutTimeout(Math.max(2000, waitMillis)); // it opens connections at its leisure
    return pool;
  }

  @Override
  public void close(DataSource pool) {
    ((ComboPooledDataSource) pool).close();
  }
}
