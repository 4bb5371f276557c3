package dev.sonde.smoke.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet that gives one {@link Answer} to GET and POST. */
final class AnsweringServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  AnsweringServlet(Answer answer) {
    this.answer = answer;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    answer.to(request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    answer.to(request, response);
  }
}
