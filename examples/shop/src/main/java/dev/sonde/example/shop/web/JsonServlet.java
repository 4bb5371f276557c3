package dev.sonde.example.shop.web;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A servlet that reads and answers JSON. */
public abstract class JsonServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private static final Gson JSON = new Gson();

  protected static void answer(HttpServletResponse response, Object value) throws IOException {
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().print(JSON.toJson(value));
  }

  /** What the request brings; null where it is nothing of that kind. */
  protected static <T> @Nullable T read(HttpServletRequest request, Class<T> type)
      throws IOException {
    try {
      return JSON.fromJson(request.getReader(), type);
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** A number among the request's parameters, or -1 where there is none. */
  protected static int number(HttpServletRequest request, String parameter) {
    return number(request.getParameter(parameter));
  }

  /** The number at the end of the request's path, or -1 where there is none. */
  protected static int numberInPath(HttpServletRequest request) {
    @Nullable String path = request.getPathInfo();
    return number(path == null ? null : path.substring(1));
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }
}
