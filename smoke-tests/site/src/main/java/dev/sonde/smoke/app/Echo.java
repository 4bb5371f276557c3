package dev.sonde.smoke.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads a body without blocking, then writes it back without blocking. */
final class Echo implements ReadListener, WriteListener {

  private static final int PIECE = 4096;

  private final AsyncContext async;
  private final ServletInputStream in;
  private final ServletOutputStream out;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final byte[] piece = new byte[PIECE];
  private byte[] body;
  private int written;

  private Echo(AsyncContext async, ServletInputStream in, ServletOutputStream out) {
    this.async = async;
    this.in = in;
    this.out = out;
  }

  static void start(HttpServletRequest request, HttpServletResponse response) throws IOException {
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(AsyncAnswers.LONG_MILLIS);
    async.addListener(new SeenListener(false));
    ServletInputStream in = request.getInputStream();
    in.setReadListener(new Echo(async, in, response.getOutputStream()));
  }

  @Override
  public void onDataAvailable() throws IOException {
    Seen.at("onDataAvailable");
    while (in.isReady()) {
      int length = in.read(piece);
      if (length < 0) {
        return;
      }
      read.write(piece, 0, length);
    }
  }

  @Override
  public void onAllDataRead() {
    Seen.at("onAllDataRead");
    body = read.toByteArray();
    out.setWriteListener(this);
  }

  @Override
  public void onWritePossible() throws IOException {
    Seen.at("onWritePossible");
    while (out.isReady()) {
      if (written == body.length) {
        async.complete();
        return;
      }
      int length = Math.min(PIECE, body.length - written);
      out.write(body, written, length);
      written += length;
    }
  }

  @Override
  public void onError(Throwable thrown) {
    Seen.at("onError");
    async.complete();
  }
}
