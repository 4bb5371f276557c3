package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.instrumentation.Getters;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@code Connection} leads to, which it tells itself, or what makes its sockets does; and
 * what is in {@code CommandArguments}.
 */
public final class JedisReader implements RedisProbe.Reader {

  private final Getters getters = new Getters();

  public JedisReader() {}

  @Override
  public RedisServer server(Object connection, @Nullable Object factory, @Nullable Object socket) {
    Object hostAndPort = getters.get(factory, "getHostAndPort");
    if (hostAndPort == null) {
      hostAndPort = getters.get(connection, "getHostAndPort");
    }
    Object told = hostAndPort == null ? connection : hostAndPort;
    Object host = getters.get(told, "getHost");
    long port = getters.number(told, "getPort");
    String address = host instanceof String ? (String) host : null;
    int known = (int) Math.max(0, port);
    InetAddress peer = null;
    int peerPort = 0;
    if (socket instanceof Socket) {
      peer = ((Socket) socket).getInetAddress();
      peerPort = ((Socket) socket).getPort();
    }
    return peer == null
        ? new RedisServer(address, known, null, 0)
        : new RedisServer(address, known, peer.getHostAddress(), peerPort);
  }

  @Override
  public byte @Nullable [] argument(Object given, int place) {
    if (given instanceof byte[][]) {
      byte[][] all = (byte[][]) given;
      return place <= all.length ? all[place - 1] : null;
    }
    if (!(given instanceof Iterable)) {
      return null;
    }
    int at = 0;
    for (Object each : (Iterable<?>) given) {
      if (at++ == place) {
        Object raw = getters.get(each, "getRaw");
        return raw instanceof byte[] ? (byte[]) raw : null;
      }
    }
    return null;
  }
}
