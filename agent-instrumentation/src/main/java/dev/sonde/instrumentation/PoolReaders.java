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
import dev.sonde.instrumentation.redisson.RedissonReader;
import dev.sonde.instrumentation.tomcatjdbc.TomcatJdbcPools;
import dev.sonde.instrumentation.ucp.UcpPools;
import dev.sonde.instrumentation.vibur.ViburPools;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who reads the connection pools of which library. */
final class PoolReaders implements ConnectionPools.Reader {

  private final Map<String, ConnectionPools.Reader> byLibrary = new HashMap<>();

  private final RedisPools redis;

  /**
   * @param measured the names of the libraries that are measured
   * @param redisson knows the objects of Redisson
   */
  PoolReaders(Collection<String> measured, RedissonReader redisson) {
    redis = new RedisPools(measured);
    byLibrary.put("agroal", new AgroalPools());
    byLibrary.put("c3p0", new C3p0Pools());
    byLibrary.put("dbcp2", new Dbcp2Pools());
    byLibrary.put("druid", new DruidPools());
    byLibrary.put("hikari", new HikariPools());
    byLibrary.put("jedis", redis);
    byLibrary.put("lettuce", redis);
    byLibrary.put("redisson", new RedissonPools(redisson));
    byLibrary.put("tomcat-jdbc", new TomcatJdbcPools());
    byLibrary.put("ucp", new UcpPools());
    byLibrary.put("vibur", new ViburPools());
  }

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    ConnectionPools.Reader reader = byLibrary.get(library);
    return reader == null ? null : reader.name(library, pool, settings);
  }

  @Override
  public @Nullable String library(Object lent) {
    return redis.library(lent);
  }

  @Override
  public @Nullable Object behind(String library, Object lent) {
    ConnectionPools.Reader reader = byLibrary.get(library);
    return reader == null ? null : reader.behind(library, lent);
  }

  @Override
  public boolean isOver(String library, Object pool) {
    ConnectionPools.Reader reader = byLibrary.get(library);
    return reader != null && reader.isOver(library, pool);
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    ConnectionPools.Reader reader = byLibrary.get(library);
    if (reader != null) {
      reader.read(library, pool, settings, into);
    }
  }
}
