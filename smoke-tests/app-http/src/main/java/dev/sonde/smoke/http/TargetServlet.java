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
    } else if (path.equals("/large")) {
      byte[] part = new byte[10_000];
      for (int i = 0; i < 100; i++) {
        response.getOutputStream().write(part);
      }
    } else {
      response.getOutputStream().print("ok");
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[1000];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
    }
  }
}
