package dev.sonde.instrumentation.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sonde.boot.RedisProbe;
import dev.sonde.boot.RedisServer;
import dev.sonde.instrumentation.Getters;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@code RedisClient} leads to, which database it or a {@code ConnectionManager} is for,
 * and what stands behind Redisson's exceptions.
 */
public final class RedissonReader implements RedisProbe.Reader {

  private static final String PACKAGE = "org.redisson.";
  private static final String CLIENT = PACKAGE + "client.Redis";

  private final Getters getters = new Getters();
  private final RedisProbe.Reader next;

  /**
   * @param next knows the other clients' objects
   */
  public RedissonReader(RedisProbe.Reader next) {
    this.next = next;
  }

  private static boolean knows(Object object) {
    return object.getClass().getName().startsWith(PACKAGE);
  }

  @Override
  public RedisServer server(Object client, @Nullable Object factory, @Nullable Object socket) {
    if (!knows(client)) {
      return next.server(client, factory, socket);
    }
    Object told = getters.get(getters.get(client, "getConfig"), "getAddress");
    Object host = getters.get(told, "getHost");
    String address = host instanceof String ? (String) host : null;
    int port = (int) Math.max(0, getters.number(told, "getPort"));
    Object reached = getters.get(client, "getAddr");
    if (!(reached instanceof InetSocketAddress)) {
      return new RedisServer(address, port, null, 0);
    }
    InetSocketAddress peer = (InetSocketAddress) reached;
    InetAddress ip = peer.getAddress();
    return new RedisServer(
        address == null ? peer.getHostString() : address,
        address == null ? peer.getPort() : port,
        ip == null ? null : ip.getHostAddress(),
        ip == null ? 0 : peer.getPort());
  }

  @Override
  public int index(Object connections) {
    if (!knows(connections)) {
      return next.index(connections);
    }
    Object services = getters.get(connections, "getServiceManager");
    Object config = getters.get(services == null ? connections : services, "getConfig");
    return (int) getters.number(config, "getDatabase");
  }

  @Override
  public @Nullable Object connection(Object future) {
    return getters.get(future, "getNow");
  }

  @Override
  public @Nullable Object client(Object connection) {
    return getters.get(connection, "getRedisClient");
  }

  /** Of the arguments those are known that are texts or bytes before any codec has seen them. */
  @Override
  public byte @Nullable [] argument(Object given, int place) {
    if (!(given instanceof Object[]) || given instanceof byte[][]) {
      return next.argument(given, place);
    }
    Object[] all = (Object[]) given;
    Object argument = place <= all.length ? all[place - 1] : null;
    if (argument instanceof byte[]) {
      return (byte[]) argument;
    }
    return argument instanceof String ? ((String) argument).getBytes(UTF_8) : null;
  }

  /** An exception's message begins with the reply, unless Redisson has a class for that. */
  @Override
  public @Nullable String error(Throwable thrown) {
    String name = thrown.getClass().getName();
    if (!name.startsWith(CLIENT)) {
      return next.error(thrown);
    }
    switch (name.substring(CLIENT.length())) {
      case "AskException":
        return "ASK";
      case "MovedException":
        return "MOVED";
      case "OutOfMemoryException":
        return "OOM";
      case "RedirectException":
        return "REDIRECT";
      default:
        String message = thrown.getMessage();
        return message != null && beginsWithCode(message) ? message : null;
    }
  }

  private static boolean beginsWithCode(String message) {
    int end = 0;
    while (end < message.length() && isPart(message.charAt(end))) {
      end++;
    }
    return end > 1 && end < message.length() && message.charAt(end) == ' ';
  }

  private static boolean isPart(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_';
  }
}
