package dev.sonde.smoke.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The things that the application's servlets do. */
final class Answers {

  static final Answer HELLO = (request, response) -> text(response).println("hello");

  static final Answer PATH =
      (request, response) -> text(response).println("path " + request.getRequestURI());

  static final Answer NOT_FOUND = (request, response) -> response.sendError(404);

  static final Answer STATUS =
      (request, response) -> {
        response.setStatus(code(request));
        text(response).println("status " + code(request));
      };

  static final Answer SEND_ERROR = (request, response) -> response.sendError(code(request));

  static final Answer THROW =
      (request, response) -> {
        throw new IllegalStateException("thrown by the application");
      };

  static final Answer INTERRUPT =
      (request, response) -> {
        Thread.currentThread().interrupt();
        text(response);
      };

  static final Answer OUT_OF_MEMORY =
      (request, response) -> {
        List<byte[]> hog = new ArrayList<>();
        while (true) {
          hog.add(new byte[1 << 20]);
        }
      };

  static final Answer STACK_OVERFLOW = (request, response) -> text(response).println(depth(0));

  static final Answer FORWARD =
      (request, response) -> request.getRequestDispatcher("/hello").forward(request, response);

  static final Answer INCLUDE =
      (request, response) -> {
        text(response).println("before");
        request.getRequestDispatcher("/hello").include(request, response);
        text(response).println("after");
      };

  /** Dispatches to itself until the stack ends, so that it ends in Tomcat's own methods. */
  static final Answer RECURSE =
      (request, response) -> request.getRequestDispatcher("/recurse").forward(request, response);

  static final Answer ECHO_HEADERS =
      (request, response) -> {
        PrintWriter out = text(response);
        for (String name : Collections.list(request.getHeaderNames())) {
          for (String value : Collections.list(request.getHeaders(name))) {
            out.println(name + ": " + value);
          }
        }
        for (String name : Collections.list(request.getAttributeNames())) {
          out.println("attribute " + name);
        }
      };

  private static final Semaphore GO = new Semaphore(0);

  /** Says {@code WAITING} on standard output and answers when {@link #GO_ON} was asked for. */
  static final Answer WAIT =
      (request, response) -> {
        System.out.println("WAITING");
        GO.acquireUninterruptibly();
        text(response).println("waited");
      };

  static final Answer GO_ON =
      (request, response) -> {
        GO.release();
        text(response).println("go on");
      };

  static final Answer THREADS =
      (request, response) -> {
        for (Map.Entry<Thread, StackTraceElement[]> e : Thread.getAllStackTraces().entrySet()) {
          text(response).println(e.getKey().getName());
        }
      };

  static final Answer EXIT =
      (request, response) -> {
        int code = code(request);
        text(response).println("exit " + code);
        response.flushBuffer();
        new Thread(() -> System.exit(code)).start();
      };

  private Answers() {}

  private static int code(HttpServletRequest request) {
    String code = request.getParameter("code");
    return code == null ? 0 : Integer.parseInt(code);
  }

  private static PrintWriter text(HttpServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    return response.getWriter();
  }

  private static int depth(int level) {
    return 1 + depth(level + 1);
  }
}
