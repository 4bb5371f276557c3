package dev.sonde.instrumentation.pool2;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.instrumentation.Getters;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which pools are of connections to a Redis, by what they lend, and what they tell. */
public final class RedisPools implements ConnectionPools.Reader {

  private static final String[][] CLIENTS = {
    {"redis.clients.jedis.", "jedis"}, {"io.lettuce.core.", "lettuce"}
  };

  private static final int DEEPEST = 8;

  private final Getters getters = new Getters();
  private final Collection<String> measured;

  /**
   * @param measured the names of the libraries that are measured
   */
  public RedisPools(Collection<String> measured) {
    this.measured = measured;
  }

  /** By the class, or the first one that it extends that is a client's. */
  @Override
  public @Nullable String library(Object lent) {
    for (Class<?> type = lent.getClass(); type != null; type = type.getSuperclass()) {
      for (String[] client : CLIENTS) {
        if (type.getName().startsWith(client[0]) && measured.contains(client[1])) {
          return client[1];
        }
      }
    }
    return null;
  }

  /** The library and the server that the first connection leads to. */
  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object lent) {
    Object behind = lent == null ? null : behind(library, lent);
    RedisServer server = behind == null ? null : RedisProbe.serverOf(behind);
    return server == null || server.address == null
        ? null
        : library + ':' + server.address + ':' + server.port;
  }

  /**
   * What a {@code Jedis} has, which has had other names; what a connection of Lettuce writes to.
   */
  @Override
  public @Nullable Object behind(String library, Object lent) {
    if (library.equals("lettuce")) {
      return endpoint(getters.get(lent, "getChannelWriter"));
    }
    Object connection = getters.get(lent, "getConnection");
    if (connection == null) {
      connection = getters.get(lent, "getClient");
    }
    return connection == null ? lent : connection;
  }

  /** What is behind time-outs and listeners. */
  private @Nullable Object endpoint(@Nullable Object writer) {
    Object each = writer;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Object inner = getters.get(each, "getDelegate");
      if (inner == null) {
        return each;
      }
      each = inner;
    }
    return each;
  }

  @Override
  public boolean isOver(String library, Object pool) {
    return Boolean.TRUE.equals(getters.get(pool, "isClosed"));
  }

  /** A pool without a limit keeps its lock while it connects, so that nothing is asked of it. */
  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    if (getters.get(pool, "getMaxTotal") == null) {
      return;
    }
    into.used = getters.number(pool, "getNumActive");
    into.idle = getters.number(pool, "getNumIdle");
    into.pending = getters.number(pool, "getNumWaiters");
    into.most = getters.number(pool, "getMaxTotal");
    into.mostIdle = getters.number(pool, "getMaxIdle");
    into.leastIdle = getters.number(pool, "getMinIdle");
  }
}
