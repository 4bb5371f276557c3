package dev.sonde.example.shop.front;

import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code GET /}: what there is. */
final class HomeServlet extends JsonServlet {

  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(
        response,
        Map.of(
            "welcome",
            "to a small shop",
            "look",
            List.of("/products?q=lamp", "/products/7", "/pictures/7", "/history?customer=7")));
  }
}
