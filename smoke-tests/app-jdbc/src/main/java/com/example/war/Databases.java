package com.example.war;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/**
 * The databases of a web application that brings their drivers itself: through a pool, by way of a
 * spy, and by a driver alone. It ends well, unless the context's {@code ending} is {@code dropped}:
 * then connections stay open and drivers registered.
 */
public final class Databases implements ServletContextListener {

  static final String NAME = "databases";

  private static final String H2 = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
  private static final String SPIED = "jdbc:spy:hsqldb:mem:shop";
  private static final String HSQLDB = "jdbc:hsqldb:mem:shop";

  private HikariDataSource pool;
  private ExecutorService threads;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      Class.forName("org.h2.Driver");
      Class.forName("org.hsqldb.jdbc.JDBCDriver");
      Class.forName("com.example.spy.SpyDriver");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(H2);
    config.setMaximumPoolSize(3);
    pool = new HikariDataSource(config);
    threads = Executors.newFixedThreadPool(1);
    event.getServletContext().setAttribute(NAME, this);
  }

  Connection open(String way) throws SQLException {
    switch (way) {
      case "pool":
        return pool.getConnection();
      case "spy":
        return DriverManager.getConnection(SPIED);
      case "h2":
        return DriverManager.getConnection(H2);
      default:
        return DriverManager.getConnection(HSQLDB);
    }
  }

  /** Runs in a thread of the application's own. */
  <T> T aside(Callable<T> task) throws ExecutionException, InterruptedException {
    return threads.submit(task).get();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    threads.shutdownNow();
    boolean dropped = "dropped".equals(event.getServletContext().getAttribute("ending"));
    if (!dropped) {
      shutDown(H2);
      shutDown(HSQLDB);
    }
    pool.close();
    if (!dropped) {
      deregister();
    }
  }

  private static void shutDown(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  private static void deregister() {
    List<Driver> drivers = new ArrayList<>(Collections.list(DriverManager.getDrivers()));
    for (Driver driver : drivers) {
      if (driver.getClass().getClassLoader() == Databases.class.getClassLoader()) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
