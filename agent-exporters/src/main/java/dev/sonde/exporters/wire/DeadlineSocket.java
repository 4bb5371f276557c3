package dev.sonde.exporters.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A socket none of whose operations outlasts its {@link Deadline}: a plain socket has no time limit
 * for writes, and one for reads that a trickling peer starts anew with each byte.
 *
 * <p>It overrides what {@code SSLSocket} asks of the socket beneath it.
 */
final class DeadlineSocket extends Socket {

  /** How soon an advanced deadline is noticed. */
  private static final long SLICE_MILLIS = 100;

  /** Bounds the direct memory that the JDK keeps for a thread's transfers. */
  private static final int MOST_BYTES_AT_ONCE = 16 * 1024;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final InputStream in = new In();
  private final OutputStream out = new Out();
  private Deadline deadline;

  private DeadlineSocket(SocketChannel channel, Selector selector, Deadline deadline)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
    this.key = channel.register(selector, 0);
  }

  static DeadlineSocket connect(InetSocketAddress address, Deadline deadline) throws IOException {
    SocketChannel channel = SocketChannel.open();
    Selector selector = null;
    boolean connected = false;
    try {
      channel.configureBlocking(false);
      channel.socket().setTcpNoDelay(true);
      selector = Selector.open();
      DeadlineSocket socket = new DeadlineSocket(channel, selector, deadline);
      boolean done = channel.connect(address);
      while (!done) {
        if (deadline.isOver()) {
          throw new ConnectException("connect timed out");
        }
        socket.await(SelectionKey.OP_CONNECT);
        done = channel.finishConnect();
      }
      connected = true;
      return socket;
    } finally {
      if (!connected) {
        channel.close();
        if (selector != null) {
          selector.close();
        }
      }
    }
  }

  void setDeadline(Deadline newDeadline) {
    deadline = newDeadline;
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.select(Math.max(1, Math.min(SLICE_MILLIS, deadline.remainingMillis())));
    selector.selectedKeys().clear();
    // An interrupt is for nobody here, and would make each further wait return at once.
    Thread.interrupted();
  }

  private final class In extends InputStream {
    private final byte[] single = new byte[1];

    @Override
    public int read() throws IOException {
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, Math.min(length, MOST_BYTES_AT_ONCE));
      while (true) {
        deadline.check();
        ensureOpen();
        int read = channel.read(buffer);
        if (read != 0) {
          return read;
        }
        await(SelectionKey.OP_READ);
      }
    }

    @Override
    public void close() throws IOException {
      DeadlineSocket.this.close();
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int end = offset + length;
      int at = offset;
      while (at < end) {
        deadline.check();
        ensureOpen();
        int written =
            channel.write(ByteBuffer.wrap(bytes, at, Math.min(end - at, MOST_BYTES_AT_ONCE)));
        at += written;
        if (written == 0) {
          await(SelectionKey.OP_WRITE);
        }
      }
    }

    @Override
    public void close() throws IOException {
      DeadlineSocket.this.close();
    }
  }

  private void ensureOpen() throws SocketException {
    if (!channel.isOpen()) {
      throw new SocketException("Socket closed");
    }
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    selector.close();
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return channel.socket().isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return channel.socket().isOutputShutdown();
  }

  @Override
  public void shutdownInput() throws IOException {
    channel.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public InetAddress getInetAddress() {
    return channel.socket().getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return channel.socket().getLocalAddress();
  }

  @Override
  public int getPort() {
    return channel.socket().getPort();
  }

  @Override
  public int getLocalPort() {
    return channel.socket().getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return channel.socket().getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return channel.socket().getLocalSocketAddress();
  }

  /** Without effect: the deadline rules. */
  @Override
  public synchronized void setSoTimeout(int timeout) {}

  @Override
  public synchronized int getSoTimeout() {
    return 0;
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    channel.socket().setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return channel.socket().getTcpNoDelay();
  }

  @Override
  public void setSoLinger(boolean on, int linger) throws SocketException {
    channel.socket().setSoLinger(on, linger);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return channel.socket().getSoLinger();
  }

  @Override
  public String toString() {
    return channel.toString();
  }
}
