package dev.sonde.exporters.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens connections to one address. */
public final class Connector {

  private static final long MOST_CONNECT_MILLIS = 10_000;

  private final Address address;
  private final TlsFiles files;

  /** A {@link Tls}; of another type, so that verifying this class loads none of TLS. */
  private @Nullable Object tls;

  public Connector(Address address, TlsFiles files) {
    this.address = address;
    this.files = files;
  }

  public Address address() {
    return address;
  }

  /** Whether something accepts connections at an address. */
  public static boolean listens(Address address, long millis) {
    try {
      connect(address, Deadline.in(millis)).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  Connection open(Deadline deadline, String protocol) throws IOException {
    DeadlineSocket socket = connect(address, deadline);
    boolean open = false;
    try {
      socket.setDeadline(deadline);
      Connection connection =
          address.secure() ? secure(socket, protocol) : new Connection(socket, socket);
      open = true;
      return connection;
    } finally {
      if (!open) {
        socket.close();
      }
    }
  }

  private Connection secure(DeadlineSocket socket, String protocol) throws IOException {
    Tls current = (Tls) tls;
    if (current == null) {
      current = new Tls(files);
      tls = current;
    }
    return new Connection(socket, current.wrap(socket, address.host(), address.port(), protocol));
  }

  /** Tries the host's addresses one after the other, each with its part of the time. */
  private static DeadlineSocket connect(Address address, Deadline deadline) throws IOException {
    InetAddress[] candidates = InetAddress.getAllByName(address.host());
    IOException failure = new ConnectException("no address");
    for (int i = 0; i < candidates.length; i++) {
      long part = deadline.remainingMillis() / (candidates.length - i);
      Deadline own = Deadline.in(Math.min(part, MOST_CONNECT_MILLIS));
      try {
        return DeadlineSocket.connect(new InetSocketAddress(candidates[i], address.port()), own);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
