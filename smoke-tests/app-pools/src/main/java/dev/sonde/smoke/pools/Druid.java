package dev.sonde.smoke.pools;

import com.alibaba.druid.pool.DruidDataSource;
import javax.sql.DataSource;

final class Druid implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) {
    DruidDataSource pool = new DruidDataSource();
    pool.setName(name);
    pool.setUrl(Pool.url(name));
    pool.setUsername(USER);
    pool.setPassword(PASSWORD);
    pool.setInitialSize(1);
    pool.setMinIdle(1);
    pool.setMaxActive(2);
    pool.setMaxWait(waitMillis);
    return pool;
  }

  @Override
  public void close(DataSource pool) {
    ((DruidDataSource) pool).close();
  }
}
