package dev.sonde.smoke.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The things that the application's servlets do. */
final class Answers {

  static final Answer HELLO =
      (request, response) -> {
        Seen.at("servlet");
        text(response).println("hello");
      };

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

  /** Throws what the site has an error page for. */
  static final Answer FAIL =
      (request, response) -> {
        throw new Failure("failed by the application");
      };

  /** What an error page shows. */
  static final Answer ERROR_PAGE =
      (request, response) -> {
        Seen.at("error page");
        Object status = request.getAttribute("jakarta.servlet.error.status_code");
        text(response).println("error page of " + status);
      };

  static final Answer REDIRECT = (request, response) -> response.sendRedirect("/hello");

  /** Gives back the body that came, in one piece whose length is told. */
  static final Answer ECHO =
      (request, response) -> {
        byte[] body = body(request);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
      };

  /** So many bytes, in pieces, without telling how many there will be. */
  static final Answer BYTES =
      (request, response) -> {
        response.setContentType("application/octet-stream");
        OutputStream out = response.getOutputStream();
        byte[] piece = new byte[1000];
        int left = Integer.parseInt(request.getParameter("count"));
        while (left > 0) {
          int length = Math.min(left, piece.length);
          out.write(piece, 0, length);
          out.flush();
          left -= length;
        }
      };

  /** Leaves the body that came unread. */
  static final Answer UNREAD = (request, response) -> text(response).println("not read");

  /** Begins at once and ends when it is let go. */
  static final Answer DOWNLOAD =
      (request, response) -> {
        PrintWriter out = text(response);
        out.println("begin");
        response.flushBuffer();
        Held.await(request.getParameter("name"));
        out.println("end");
      };

  static final Answer LET_GO =
      (request, response) -> {
        Held.letGo(request.getParameter("name"));
        text(response).println("let go");
      };

  /** Writes until the client is gone. */
  static final Answer ENDLESS =
      (request, response) -> {
        try {
          AsyncAnswers.endless(response.getOutputStream());
        } catch (IOException e) {
          AsyncAnswers.say("endless", e);
          throw e;
        }
      };

  static final Answer UPGRADE =
      (request, response) -> {
        response.setHeader("Upgrade", "greeting");
        response.setHeader("Connection", "Upgrade");
        response.setStatus(101);
        request.upgrade(GreetingProtocol.class);
      };

  static final Answer LEFTOVERS =
      (request, response) -> text(response).println(Leftovers.threads());

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

  private static byte[] body(HttpServletRequest request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[4096];
    InputStream in = request.getInputStream();
    for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
      body.write(piece, 0, length);
    }
    return body.toByteArray();
  }

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
