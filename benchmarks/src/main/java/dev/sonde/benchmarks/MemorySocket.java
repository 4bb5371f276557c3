package dev.sonde.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SendfileDataBase;
import org.apache.tomcat.util.net.SendfileState;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A kept-alive connection to Tomcat without a network: its client sends the same request again and
 * again, and looks at nothing of the answer but the status.
 */
final class MemorySocket extends SocketWrapperBase<NioChannel> {

  private static final int BUFFER = 8192;

  /** Where in the answer the first digit of the status is. */
  private static final int STATUS = "HTTP/1.1 ".length();

  private final byte[] request;
  private int sent;
  private int answers;

  MemorySocket(AbstractEndpoint<NioChannel, ?> endpoint, byte[] request) {
    super(null, endpoint);
    this.request = request;
    this.sent = request.length;
    this.socketBufferHandler = new SocketBufferHandler(BUFFER, BUFFER, false);
  }

  /** Has the client send its request once more. */
  void send() {
    sent = 0;
  }

  /** How many answers were a success. */
  int answers() {
    return answers;
  }

  @Override
  public int read(boolean block, byte[] to, int offset, int length) {
    return read(block, ByteBuffer.wrap(to, offset, length));
  }

  @Override
  public int read(boolean block, ByteBuffer to) {
    int length = Math.min(to.remaining(), request.length - sent);
    to.put(request, sent, length);
    sent += length;
    return length;
  }

  @Override
  protected void doWrite(boolean block, ByteBuffer from) throws IOException {
    if (from.get(from.position() + STATUS) != '2') {
      throw new IOException("not the expected answer");
    }
    answers++;
    from.position(from.limit());
  }

  @Override
  public boolean isReadyForRead() {
    return sent < request.length;
  }

  @Override
  protected void populateRemoteHost() {
    remoteHost = "127.0.0.1";
  }

  @Override
  protected void populateRemoteAddr() {
    remoteAddr = "127.0.0.1";
  }

  @Override
  protected void populateRemotePort() {
    remotePort = 54321;
  }

  @Override
  protected void populateLocalName() {
    localName = "localhost";
  }

  @Override
  protected void populateLocalAddr() {
    localAddr = "127.0.0.1";
  }

  @Override
  protected void populateLocalPort() {
    localPort = 8080;
  }

  @Override
  protected boolean flushNonBlocking() {
    return false;
  }

  @Override
  protected void doClose() {}

  @Override
  public void setAppReadBufHandler(ApplicationBufferHandler handler) {}

  @Override
  public void registerReadInterest() {}

  @Override
  public void registerWriteInterest() {}

  @Override
  public void doClientAuth(SSLSupport sslSupport) {}

  @Override
  public @Nullable SSLSupport getSslSupport() {
    return null;
  }

  @Override
  public SendfileDataBase createSendfileData(String filename, long position, long length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SendfileState processSendfile(SendfileDataBase sendfile) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected <A> OperationState<A> newOperationState(
      boolean read,
      ByteBuffer[] buffers,
      int offset,
      int length,
      BlockingMode block,
      long timeout,
      TimeUnit unit,
      A attachment,
      CompletionCheck check,
      CompletionHandler<Long, ? super A> handler,
      Semaphore semaphore,
      VectoredIOCompletionHandler<A> completion) {
    throw new UnsupportedOperationException();
  }
}
