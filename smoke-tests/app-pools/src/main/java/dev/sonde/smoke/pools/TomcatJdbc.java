package dev.sonde.smoke.pools;

import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

final class TomcatJdbc implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) {
    PoolProperties properties = new PoolProperties();
    properties.setName(name);
    properties.setUrl(Pool.url(name));
    properties.setDriverClassName("org.h2.Driver");
    properties.setUsername(USER);
    properties.setPassword(PASSWORD);
    properties.setInitialSize(1);
    properties.setMinIdle(1);
    properties.setMaxActive(2);
    properties.setMaxIdle(2);
    properties.setMaxWait(waitMillis);
    return new org.apache.tomcat.jdbc.pool.DataSource(properties);
  }

  @Override
  public void close(DataSource pool) {
    ((org.apache.tomcat.jdbc.pool.DataSource) pool).close();
  }
}
