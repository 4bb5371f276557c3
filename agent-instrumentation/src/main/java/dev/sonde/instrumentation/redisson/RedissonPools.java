package dev.sonde.instrumentation.redisson;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.boot.RedisServer;
import dev.sonde.boot.RedissonPool;
import org.jspecify.annotations.Nullable;

/** What is known of the pools that Redisson has of each node: its settings are the client. */
public final class RedissonPools implements ConnectionPools.Reader {

  private final RedissonReader clients;

  /**
   * @param clients knows where a client leads to
   */
  public RedissonPools(RedissonReader clients) {
    this.clients = clients;
  }

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    RedisServer server = settings == null ? null : clients.server(settings, null, null);
    return server == null || server.address == null
        ? null
        : library + ':' + server.address + ':' + server.port;
  }

  /** The end of a client is told. */
  @Override
  public boolean isOver(String library, Object pool) {
    return false;
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    long open = RedissonPool.open(settings);
    into.idle = open < 0 ? -1 : Math.max(0, open - into.used);
  }
}
