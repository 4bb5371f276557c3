package dev.sonde.example.shop;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** {@code GET /health}: whether the shop can sell. */
final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Database database;

  HealthServlet(Database database) {
    this.database = database;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean healthy;
    try (Connection connection = database.connection()) {
      healthy = connection.isValid(1);
    } catch (SQLException e) {
      healthy = false;
    }
    response.setStatus(healthy ? 200 : 503);
    response.setContentType("text/plain");
    response.getWriter().println(healthy ? "up" : "down");
  }
}
