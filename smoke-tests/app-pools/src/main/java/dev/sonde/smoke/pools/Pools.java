package dev.sonde.smoke.pools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Drives pools, each named by an argument, one after the other.
 *
 * <pre>
 * before it is ready   NAME        three borrows, one by one; two at once, and one in vain
 *                      NAME-busy   two borrows that are kept, and a thread that waits
 * at the first call    NAME-busy   both come back, the thread gets one and gives it back
 * at the second call   both        are closed
 * </pre>
 */
public final class Pools {

  private static final byte[] ANSWER = {
    'H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '2', '0', '0', ' ', 'O', 'K', '\r', '\n', '\r',
    '\n'
  };
  private static final int SHORT_WAIT = 300;
  private static final int LONG_WAIT = 60_000;

  private Pools() {}

  public static void main(String[] args) throws Exception {
    List<Busy> all = new ArrayList<>();
    for (String name : args) {
      Pool pool = pool(name);
      DataSource quick = pool.open(name, SHORT_WAIT);
      quick(name, quick);
      all.add(new Busy(name, pool, quick, pool.open(name + "-busy", LONG_WAIT)));
    }
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      System.out.println("READY " + server.getLocalPort());
      try (Socket caller = called(server)) {
        for (Busy each : all) {
          each.release();
        }
        caller.getOutputStream().write(ANSWER);
      }
      try (Socket caller = called(server)) {
        for (Busy each : all) {
          each.close();
        }
        caller.getOutputStream().write(ANSWER);
      }
      called(server).close();
    }
  }

  private static Socket called(ServerSocket server) throws IOException {
    Socket caller = server.accept();
    if (caller.getInputStream().read(new byte[4096]) < 0) {
      throw new IOException("nothing was asked");
    }
    return caller;
  }

  private static Pool pool(String name) throws Exception {
    StringBuilder type = new StringBuilder(Pools.class.getPackage().getName()).append('.');
    for (String word : name.split("-")) {
      type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return (Pool) Class.forName(type.toString()).getDeclaredConstructor().newInstance();
  }

  private static void quick(String name, DataSource pool) throws Exception {
    for (int i = 0; i < 3; i++) {
      try (Connection connection = pool.getConnection()) {
        System.out.println(name + " selects " + select(connection));
      }
    }
    Connection first = pool.getConnection();
    Connection second = pool.getConnection();
    try (Connection third = pool.getConnection()) {
      System.out.println(name + " gives more than it has: " + third);
    } catch (SQLException e) {
      System.out.println(name + " throws " + text(e));
    }
    second.close();
    first.close();
    first.close();
    try {
      first.createStatement();
      System.out.println(name + " lets a closed connection be used");
    } catch (SQLException e) {
      System.out.println(name + " throws " + text(e));
    }
  }

  static int select(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 41 + 1")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** Without what differs from run to run. */
  private static String text(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      text.append(each.getClass().getName())
          .append(": ")
          .append(String.valueOf(each.getMessage()).replaceAll("@?[0-9a-f]*[0-9][0-9a-f]*", "#"))
          .append(". ");
    }
    return text.toString().replace('\n', ' ');
  }

  /** A pool without a connection left. */
  private static final class Busy {
    private final String name;
    private final Pool pool;
    private final DataSource quick;
    private final DataSource busy;
    private final Connection first;
    private final Connection second;
    private final Thread waiting;

    Busy(String name, Pool pool, DataSource quick, DataSource busy) throws SQLException {
      this.name = name;
      this.pool = pool;
      this.quick = quick;
      this.busy = busy;
      first = busy.getConnection();
      second = busy.getConnection();
      waiting = new Thread(this::borrow, name + "-waiting");
      waiting.start();
    }

    private void borrow() {
      try (Connection connection = busy.getConnection()) {
        System.out.println(name + " selects at last " + select(connection));
      } catch (SQLException e) {
        System.out.println(name + " throws " + text(e));
      }
    }

    void release() throws Exception {
      second.close();
      waiting.join();
      first.close();
    }

    void close() throws Exception {
      pool.close(quick);
      pool.close(busy);
    }
  }
}
