package dev.sonde.smoke.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a servlet does. */
interface Answer {
  void to(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException;
}
