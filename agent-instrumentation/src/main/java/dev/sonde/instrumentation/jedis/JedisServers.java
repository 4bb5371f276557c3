package dev.sonde.instrumentation.jedis;

import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.instrumentation.Getters;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Where a {@code Connection} leads to: it tells that itself, or what makes its sockets does. */
public final class JedisServers implements RedisProbe.ServerReader {

  private final Getters getters = new Getters();

  public JedisServers() {}

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
}
