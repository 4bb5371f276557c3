package dev.sonde.exporters.prometheus;

import dev.sonde.core.Log;
import dev.sonde.core.SelfStats;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client: its request and the answer. It keeps time itself only by saying until when it may
 * take; {@link Connections} ends it when it takes longer, wherever it is blocked.
 */
final class Connection implements Runnable {

  /** A bound on what is thrown away in one go for a client that sends what nobody asked for. */
  private static final int MOST_DISCARDED = 64 * 1024;

  private final Socket socket;
  private final @Nullable Tls tls;
  private final Site site;
  private final Limits limits;
  private final SelfStats stats;
  private final Connections connections;

  /** True until the request is known. */
  private final AtomicBoolean reading = new AtomicBoolean(true);

  private volatile long deadlineNanos;

  Connection(
      Socket socket,
      @Nullable Tls tls,
      Site site,
      Limits limits,
      SelfStats stats,
      Connections connections) {
    this.socket = socket;
    this.tls = tls;
    this.site = site;
    this.limits = limits;
    this.stats = stats;
    this.connections = connections;
    mayTake(limits.readMillis);
  }

  /** Sets the time from now on after which the connection is closed. */
  void mayTake(long millis) {
    deadlineNanos = System.nanoTime() + millis * 1_000_000;
  }

  boolean isLate() {
    return System.nanoTime() - deadlineNanos > 0;
  }

  /** Closes the connection unless its request is known by now, and says whether it did. */
  boolean giveWay() {
    boolean gives = reading.compareAndSet(true, false);
    if (gives) {
      close();
    }
    return gives;
  }

  private void endReading() throws IOException {
    if (!reading.compareAndSet(true, false)) {
      throw new IOException("it gave way to a newer one");
    }
    mayTake(limits.writeMillis);
  }

  @Override
  public void run() {
    boolean unread = false;
    try {
      socket.setTcpNoDelay(true);
      Socket talk = tls == null ? socket : tls.over(socket);
      unread = answer(talk.getInputStream(), talk.getOutputStream());
      if (tls != null) {
        talk.close();
      }
    } catch (IOException e) {
      if (Log.isDebug()) {
        Log.debug("A scrape ended early: " + e);
      }
    } catch (Throwable e) {
      report(e);
    } finally {
      connections.ended(this, unread && tls == null);
    }
  }

  private void report(Throwable failure) {
    try {
      stats.error("prometheus", SelfStats.Phase.SCRAPE);
      Log.errorOnce(
          "prometheus " + failure.getClass().getName(), "A scrape failed: " + failure, failure);
    } catch (Throwable e) {
      // Without memory it can't be told either; the connection is closed all the same.
    }
  }

  /** Answers, and says whether the client may have sent more than was read. */
  private boolean answer(InputStream in, OutputStream out) throws IOException {
    Request request;
    try {
      request = Request.read(in);
    } catch (BadRequest e) {
      endReading();
      Response.send(out, null, e.status(), "");
      return true;
    }
    endReading();
    site.answer(request, out);
    return request.hasBody();
  }

  /** Tells the client, without waiting for anything, that too much is under way. */
  void refuse() {
    try {
      if (tls == null) {
        Response.send(socket.getOutputStream(), null, Response.UNAVAILABLE, "");
      }
    } catch (IOException e) {
      // The client did not wait for the answer.
    }
  }

  /** Says that nothing more comes, and gives the client time to read what came. */
  void endOutput(long millis) {
    mayTake(millis);
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // The client has gone.
    }
  }

  /**
   * Throws away what the client has sent by now: closing over it would make the system drop the
   * answer that the client has not read yet.
   */
  void discardInput() {
    try {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[4096];
      int left = MOST_DISCARDED;
      while (left > 0 && in.available() > 0) {
        int count = in.read(bytes);
        left = count < 0 ? 0 : left - count;
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }
}
