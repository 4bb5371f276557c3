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
  public boolean takeBack(DataSource pool) {
    org.apache.tomcat.jdbc.pool.DataSource abandoning =
        (org.apache.tomcat.jdbc.pool.DataSource) pool;
    abandoning.setRemoveAbandoned(true);
    abandoning.setRemoveAbandonedTimeout(1);
    abandoning.setTimeBetweenEvictionRunsMillis(1000);
    return true;
  }

  @Override
  public void close(DataSource pool) {
    ((org.apache.tomcat.jdbc.pool.DataSource) pool).close();
  }
}
