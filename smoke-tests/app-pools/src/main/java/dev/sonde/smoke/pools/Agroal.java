package dev.sonde.smoke.pools;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

final class Agroal implements Pool {

  @Override
  public DataSource open(String name, int waitMillis) throws SQLException {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier();
    configuration
        .connectionPoolConfiguration()
        .maxSize(2)
        .acquisitionTimeout(Duration.ofMillis(waitMillis))
        .connectionFactoryConfiguration()
        .jdbcUrl(Pool.url(name))
        .principal(new NamePrincipal(USER))
        .credential(new SimplePassword(PASSWORD));
    return AgroalDataSource.from(configuration);
  }

  @Override
  public void close(DataSource pool) {
    ((AgroalDataSource) pool).close();
  }
}
