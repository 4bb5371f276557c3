package dev.sonde.instrumentation.lettuce;

import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel leads to, as its remote address tells it: that has the name which it was looked
 * up by. What is given to a command is known to the application's codec alone, so no argument is
 * told.
 */
public final class LettuceReader implements RedisProbe.Reader {

  private final RedisProbe.Reader others;

  /**
   * @param others knows the objects of other clients
   */
  public LettuceReader(RedisProbe.Reader others) {
    this.others = others;
  }

  @Override
  public RedisServer server(Object connection, @Nullable Object factory, @Nullable Object socket) {
    if (!(socket instanceof SocketAddress)) {
      return others.server(connection, factory, socket);
    }
    if (!(socket instanceof InetSocketAddress)) {
      return new RedisServer(socket.toString(), 0, null, 0); // The path of a Unix socket.
    }
    InetSocketAddress address = (InetSocketAddress) socket;
    InetAddress peer = address.getAddress();
    return new RedisServer(
        address.getHostString(),
        address.getPort(),
        peer == null ? null : peer.getHostAddress(),
        address.getPort());
  }

  @Override
  public byte @Nullable [] argument(Object given, int place) {
    return others.argument(given, place);
  }
}
