package dev.sonde.example.shop.front;

import dev.sonde.example.shop.web.JsonServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /pictures/ID}: the picture of a product, with {@code size=print} a large one. */
final class PictureServlet extends JsonServlet {

  private static final long serialVersionUID = 1;

  private final transient PictureStore pictures;

  PictureServlet(PictureStore pictures) {
    this.pictures = pictures;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int id = numberInPath(request);
    boolean print = "print".equals(request.getParameter("size"));
    byte[] picture = id < 0 ? null : pictures.find(id, print);
    if (picture == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("image/svg+xml");
    response.getOutputStream().write(picture);
  }
}
