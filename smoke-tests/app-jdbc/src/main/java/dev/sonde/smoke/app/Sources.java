package dev.sonde.smoke.app;

import com.alibaba.druid.pool.DruidDataSource;
import com.example.spy.SpyDriver;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import oracle.ucp.admin.UniversalConnectionPoolManagerImpl;
import oracle.ucp.jdbc.PoolDataSource;
import oracle.ucp.jdbc.PoolDataSourceFactory;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.vibur.dbcp.ViburDBCPDataSource;

/** The ways to a database: its driver alone, and by way of all that can stand before it. */
final class Sources {

  private static final int MOST = 4;
  private static final int WAIT_MILLIS = 5000;

  private final String url;
  private final String user;
  private final String password;

  Sources(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** What {@link #close} closes. */
  DataSource by(String way) throws Exception {
    switch (way) {
      case "driver":
        return new DriverSource(url, user, password);
      case "spy":
        return new DriverSource(SpyDriver.spied(url), user, password);
      case "proxy":
        return proxy();
      case "p6spy":
        return new P6DataSource(new DriverSource(url, user, password));
      case "hikari":
        return hikari();
      case "tomcat":
        return tomcat();
      case "dbcp2":
        return dbcp2();
      case "c3p0":
        return c3p0();
      case "agroal":
        return agroal();
      case "druid":
        return druid();
      case "vibur":
        return vibur();
      case "ucp":
        return ucp();
      default:
        throw new IllegalArgumentException(way);
    }
  }

  static void close(DataSource source) throws Exception {
    if (source instanceof AutoCloseable) {
      ((AutoCloseable) source).close();
    } else if (source instanceof org.apache.tomcat.jdbc.pool.DataSource) {
      ((org.apache.tomcat.jdbc.pool.DataSource) source).close();
    } else if (source instanceof PoolDataSource) {
      UniversalConnectionPoolManagerImpl.getUniversalConnectionPoolManager()
          .destroyConnectionPool(((PoolDataSource) source).getConnectionPoolName());
    }
  }

  private DataSource proxy() {
    return new DriverSource(url, user, password) {
      @Override
      public Connection getConnection() throws SQLException {
        return Proxied.connection(super.getConnection());
      }
    };
  }

  private DataSource hikari() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("orders");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(MOST);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_MILLIS);
    return new HikariDataSource(config);
  }

  private DataSource tomcat() {
    PoolProperties pool = new PoolProperties();
    pool.setName("orders");
    pool.setUrl(url);
    pool.setDriverClassName(driverClass());
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaxActive(MOST);
    pool.setMaxIdle(MOST);
    pool.setMinIdle(1);
    pool.setInitialSize(1);
    pool.setMaxWait(WAIT_MILLIS);
    pool.setJmxEnabled(false);
    return new org.apache.tomcat.jdbc.pool.DataSource(pool);
  }

  private DataSource dbcp2() {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaxTotal(MOST);
    pool.setMaxWait(Duration.ofMillis(WAIT_MILLIS));
    return pool;
  }

  private DataSource c3p0() {
    ComboPooledDataSource pool = new ComboPooledDataSource();
    pool.setDataSourceName("orders");
    pool.setJdbcUrl(url);
    pool.setUser(user);
    pool.setPassword(password);
    pool.setMaxPoolSize(MOST);
    pool.setMinPoolSize(1);
    pool.setInitialPoolSize(1);
    pool.setAcquireIncrement(1);
    pool.setCheckoutTimeout(WAIT_MILLIS);
    return pool;
  }

  private DataSource agroal() throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(MOST)
                        .acquisitionTimeout(Duration.ofMillis(WAIT_MILLIS))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
  }

  private DataSource druid() {
    DruidDataSource pool = new DruidDataSource();
    pool.setName("orders");
    pool.setUrl(url);
    pool.setDriverClassName(driverClass());
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaxActive(MOST);
    pool.setMaxWait(WAIT_MILLIS);
    // It asks new connections for a row otherwise, differently of each database.
    pool.setInitExceptionThrow(false);
    pool.setTestWhileIdle(false);
    return pool;
  }

  private DataSource vibur() {
    ViburDBCPDataSource pool = new ViburDBCPDataSource();
    pool.setName("orders");
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setPoolMaxSize(MOST);
    pool.setPoolInitialSize(1);
    pool.setConnectionTimeoutInMs(WAIT_MILLIS);
    pool.start();
    return pool;
  }

  private DataSource ucp() throws SQLException {
    PoolDataSource pool = PoolDataSourceFactory.getPoolDataSource();
    pool.setConnectionPoolName("orders-" + url.hashCode());
    pool.setConnectionFactoryClassName(driverClass());
    pool.setURL(url);
    pool.setUser(user);
    pool.setPassword(password);
    pool.setInitialPoolSize(1);
    pool.setMinPoolSize(1);
    pool.setMaxPoolSize(MOST);
    pool.setConnectionWaitTimeout(WAIT_MILLIS / 1000);
    return pool;
  }

  private String driverClass() {
    try {
      Driver driver = java.sql.DriverManager.getDriver(url);
      return driver.getClass().getName();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
