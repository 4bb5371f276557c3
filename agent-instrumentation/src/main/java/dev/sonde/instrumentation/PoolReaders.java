package dev.sonde.instrumentation;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.agroal.AgroalPools;
import dev.sonde.instrumentation.c3p0.C3p0Pools;
import dev.sonde.instrumentation.dbcp2.Dbcp2Pools;
import dev.sonde.instrumentation.druid.DruidPools;
import dev.sonde.instrumentation.hikari.HikariPools;
import dev.sonde.instrumentation.pool2.RedisPools;
import dev.sonde.instrumentation.redisson.RedissonPools;
import dev.sonde.instrumentation.tomcatjdbc.TomcatJdbcPools;
import dev.sonde.instrumentation.ucp.UcpPools;
import dev.sonde.instrumentation.vibur.ViburPools;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who reads the connection pools of which library. */
final class PoolReaders implements ConnectionPools.Reader {

  private final Map<String, ConnectionPools.Reader> byLibrary = new ConcurrentHashMap<>();
  private final Collection<String> measured;

  /**
   * @param measured the names of the libraries that are measured
   */
  private PoolReaders(Collection<String> measured) {
    this.measured = measured;
  }

  static void install(Collection<String> measured) {
    ConnectionPools.install(new PoolReaders(measured));
  }

  static void uninstall() {
    ConnectionPools.install(null);
  }

  /** Who reads a library's pools, made when there is one of them. */
  private ConnectionPools.@Nullable Reader of(String library) {
    ConnectionPools.Reader known = byLibrary.get(library);
    if (known == null) {
      known = make(library);
      if (known != null) {
        byLibrary.put(library, known);
      }
    }
    return known;
  }

  private ConnectionPools.@Nullable Reader make(String library) {
    switch (library) {
      case "agroal":
        return new AgroalPools();
      case "c3p0":
        return new C3p0Pools();
      case "dbcp2":
        return new Dbcp2Pools();
      case "druid":
        return new DruidPools();
      case "hikari":
        return new HikariPools();
      case "jedis":
      case "lettuce":
        return new RedisPools(measured);
      case "redisson":
        return new RedissonPools(RedisReaders.redisson());
      case "tomcat-jdbc":
        return new TomcatJdbcPools();
      case "ucp":
        return new UcpPools();
      case "vibur":
        return new ViburPools();
      default:
        return null;
    }
  }

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    ConnectionPools.Reader reader = of(library);
    return reader == null ? null : reader.name(library, pool, settings);
  }

  @Override
  public @Nullable String library(Object lent) {
    ConnectionPools.Reader redis = of("jedis");
    return redis == null ? null : redis.library(lent);
  }

  @Override
  public @Nullable Object behind(String library, Object lent) {
    ConnectionPools.Reader reader = of(library);
    return reader == null ? null : reader.behind(library, lent);
  }

  @Override
  public boolean isOver(String library, Object pool) {
    ConnectionPools.Reader reader = of(library);
    return reader != null && reader.isOver(library, pool);
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    ConnectionPools.Reader reader = of(library);
    if (reader != null) {
      reader.read(library, pool, settings, into);
    }
  }
}
