package dev.sonde.example.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What the shop's pages have in common. */
final class Page {

  private Page() {}

  static PrintWriter open(HttpServletResponse response, String title) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    PrintWriter out = response.getWriter();
    out.println("<!DOCTYPE html><title>" + title + "</title><h1>" + title + "</h1>");
    return out;
  }

  /** A number from the request, or -1 where there is none. */
  static int number(HttpServletRequest request, String parameter) {
    return number(request.getParameter(parameter));
  }

  static int number(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
