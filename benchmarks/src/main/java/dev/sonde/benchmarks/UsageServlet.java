package dev.sonde.benchmarks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells what the process has used; with a parameter {@code gc} after a collection. */
public final class UsageServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getParameter("gc") != null) {
      System.gc();
    }
    Answer.send(response, Usage.now().line());
  }
}
