package dev.sonde.smoke.pools;

import java.sql.SQLException;
import javax.sql.DataSource;
import oracle.ucp.admin.UniversalConnectionPoolManagerImpl;
import oracle.ucp.jdbc.PoolDataSource;
import oracle.ucp.jdbc.PoolDataSourceFactory;

final class Ucp implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) throws SQLException {
    PoolDataSource pool = PoolDataSourceFactory.getPoolDataSource();
    pool.setConnectionPoolName(name);
    pool.setConnectionFactoryClassName("org.h2.jdbcx.JdbcDataSource");
    pool.setURL(Pool.url(name));
    pool.setUser(USER);
    pool.setPassword(PASSWORD);
    pool.setInitialPoolSize(1);
    pool.setMinPoolSize(1);
    pool.setMaxPoolSize(2);
    pool.setConnectionWaitTimeout(Math.max(1, waitMillis / 1000));
    return pool;
  }

  @Override
  public void close(DataSource pool) throws Exception {
    UniversalConnectionPoolManagerImpl.getUniversalConnectionPoolManager()
        .destroyConnectionPool(((PoolDataSource) pool).getConnectionPoolName());
  }
}
