package dev.sonde.benchmarks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Loads as many small classes as its parameter {@code n} says, into a loader of their own. */
final class ClassesServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SmallClasses classes = new SmallClasses(getClass().getClassLoader());
    int count = Integer.parseInt(request.getParameter("n"));
    for (int i = 0; i < count; i++) {
      classes.define(i);
    }
    Answer.send(response, count + " loaded");
  }
}
