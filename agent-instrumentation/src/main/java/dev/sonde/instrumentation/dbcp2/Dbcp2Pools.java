package dev.sonde.instrumentation.dbcp2;

import dev.sonde.boot.ConnectionPools;
import dev.sonde.boot.PoolFigures;
import dev.sonde.instrumentation.Getters;
import org.jspecify.annotations.Nullable;

/** What a {@code GenericObjectPool} of connections and their factory tell. */
public final class Dbcp2Pools implements ConnectionPools.Reader {

  private final Getters getters = new Getters();

  public Dbcp2Pools() {}

  @Override
  public @Nullable String name(String library, Object pool, @Nullable Object settings) {
    Object name = getters.get(settings, "getDataSourceJmxName");
    return name == null ? null : nameIn(name.toString());
  }

  @Override
  public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
    Object closed = getters.get(pool, "isClosed");
    into.closed = Boolean.TRUE.equals(closed);
    into.used = getters.number(pool, "getNumActive");
    into.idle = getters.number(pool, "getNumIdle");
    into.pending = getters.number(pool, "getNumWaiters");
    into.most = getters.number(pool, "getMaxTotal");
    into.mostIdle = getters.number(pool, "getMaxIdle");
    into.leastIdle = getters.number(pool, "getMinIdle");
  }

  /** What {@code name} is in {@code Tomcat:type=DataSource,context=/shop,name="jdbc/orders"}. */
  static @Nullable String nameIn(String objectName) {
    for (String property : objectName.substring(objectName.indexOf(':') + 1).split(",", -1)) {
      if (property.startsWith("name=")) {
        return property.substring("name=".length()).replace("\"", "");
      }
    }
    return null;
  }
}
