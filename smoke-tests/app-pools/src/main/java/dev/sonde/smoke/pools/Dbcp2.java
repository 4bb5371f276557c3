package dev.sonde.smoke.pools;

import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

final class Dbcp2 implements Pool {

  @Override
  @SuppressWarnings("deprecation") // what all versions have
  public DataSource open(String name, int waitMillis) {
    BasicDataSource pool = new BasicDataSource();
    pool.setJmxName("org.example:type=DataSource,name=\"" + name + "\"");
    pool.setUrl(Pool.url(name));
    pool.setUsername(USER);
    pool.setPassword(PASSWORD);
    pool.setMaxTotal(2);
    pool.setMaxWaitMillis(waitMillis);
    return pool;
  }

  @Override
  public void close(DataSource pool) throws Exception {
    ((BasicDataSource) pool).close();
  }
}
