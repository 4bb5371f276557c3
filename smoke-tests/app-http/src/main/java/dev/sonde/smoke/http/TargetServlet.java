package dev.sonde.smoke.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers the requests that the application sends to itself. */
final class TargetServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private static final AtomicInteger LOOPS = new AtomicInteger();

  static int loops() {
    return LOOPS.get();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (path.startsWith("/status/")) {
      response.setStatus(Integer.parseInt(path.substring("/status/".length())));
    } else if (path.equals("/redirect")) {
      response.sendRedirect("/target/ok");
    } else if (path.equals("/loop")) {
      LOOPS.incrementAndGet();
      response.sendRedirect("/target/loop");
    } else if (path.equals("/echo")) {
      copy(request.getInputStream(), response.getOutputStream());
    } else if (path.startsWith("/bytes/")) {
      write(Long.parseLong(path.substring("/bytes/".length())), response);
    } else if (path.equals("/large")) {
      byte[] part = new byte[10_000];
      for (int i = 0; i < 100; i++) {
        response.getOutputStream().write(part);
      }
    } else if (path.equals("/slow")) {
      sleep();
    } else {
      response.getOutputStream().print("ok");
    }
  }

  private static void write(long length, HttpServletResponse response) throws IOException {
    response.setContentLengthLong(length);
    byte[] part = new byte[1 << 16];
    for (long left = length; left > 0; left -= part.length) {
      response.getOutputStream().write(part, 0, (int) Math.min(left, part.length));
    }
  }

  /** Longer than clients wait. */
  private static void sleep() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[1000];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
    }
  }
}
