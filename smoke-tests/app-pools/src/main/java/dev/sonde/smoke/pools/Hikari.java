package dev.sonde.smoke.pools;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

final class Hikari implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(Pool.url(name));
    config.setUsername(USER);
    config.setPassword(PASSWORD);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(waitMillis);
    return new HikariDataSource(config);
  }

  @Override
  public void close(DataSource pool) {
    ((HikariDataSource) pool).close();
  }
}
