package dev.sonde.smoke.app;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The things that the application's servlets do after the container's thread has left them. */
final class AsyncAnswers {

  /** Longer than any test waits. */
  static final long LONG_MILLIS = 60_000;

  private static final long SHORT_MILLIS = 300;
  private static final String DISPATCHED = "site.dispatched";
  private static final int ENDLESS = 20_000;

  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "site-pool");
            thread.setDaemon(true);
            return thread;
          });

  private static final ScheduledExecutorService CLOCK =
      Executors.newScheduledThreadPool(
          1,
          task -> {
            Thread thread = new Thread(task, "site-clock");
            thread.setDaemon(true);
            return thread;
          });

  static final Answer COMPLETE =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        async.addListener(new SeenListener(false));
        new Thread(() -> finish(async, "thread")).start();
      };

  static final Answer COMPLETE_IN_POOL =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        POOL.execute(() -> finish(async, "pool"));
      };

  /** Completes before the container's thread has left the servlet. */
  static final Answer COMPLETE_AT_ONCE =
      (request, response) -> finish(start(request, response, LONG_MILLIS), "servlet");

  /** Completes a little later, whoever waits meanwhile. */
  static final Answer COMPLETE_LATER =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        CLOCK.schedule(() -> finish(async, "clock"), 20, TimeUnit.MILLISECONDS);
      };

  static final Answer START =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        async.start(() -> finish(async, "started"));
      };

  static final Answer DISPATCH =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        async.addListener(new SeenListener(false));
        POOL.execute(() -> async.dispatch("/hello"));
      };

  /** Is dispatched to itself, where it answers. */
  static final Answer DISPATCH_BACK =
      (request, response) -> {
        if (request.getAttribute(DISPATCHED) == null) {
          request.setAttribute(DISPATCHED, true);
          AsyncContext async = start(request, response, LONG_MILLIS);
          new Thread(() -> async.dispatch()).start();
        } else {
          Seen.at("dispatched");
          text(response).println("dispatched back");
        }
      };

  static final Answer DISPATCH_TO_ERROR =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        async.addListener(new SeenListener(false));
        POOL.execute(() -> async.dispatch("/throw"));
      };

  static final Answer THROW =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        async.addListener(new SeenListener(true));
        throw new IllegalStateException("thrown after startAsync");
      };

  /** Sends an error from a thread that is not the container's. */
  static final Answer SEND_ERROR =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        POOL.execute(
            () -> {
              try {
                ((HttpServletResponse) async.getResponse()).sendError(418);
              } catch (IOException e) {
                say("async send-error", e);
              } finally {
                async.complete();
              }
            });
      };

  static final Answer TIMEOUT = (request, response) -> start(request, response, SHORT_MILLIS);

  static final Answer TIMEOUT_WITH_LISTENER =
      (request, response) ->
          start(request, response, SHORT_MILLIS).addListener(new SeenListener(true));

  static final Answer ECHO = Echo::start;

  /** Server-sent events: one now, one when it is let go. */
  static final Answer EVENTS =
      (request, response) -> {
        String name = request.getParameter("name");
        response.setContentType("text/event-stream;charset=UTF-8");
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        event(response, 1);
        Held.then(
            name,
            POOL,
            () -> {
              try {
                event(async.getResponse(), 2);
              } catch (IOException e) {
                say("events", e);
              } finally {
                async.complete();
              }
            });
      };

  /** Writes until the client is gone. */
  static final Answer ENDLESS_ASYNC =
      (request, response) -> {
        AsyncContext async = start(request, response, LONG_MILLIS);
        async.addListener(new SeenListener(false));
        OutputStream out = response.getOutputStream();
        POOL.execute(
            () -> {
              try {
                endless(out);
              } catch (IOException e) {
                say("async endless", e);
              } finally {
                async.complete();
              }
            });
      };

  private AsyncAnswers() {}

  private static AsyncContext start(
      HttpServletRequest request, HttpServletResponse response, long timeoutMillis) {
    Seen.at("servlet");
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(timeoutMillis);
    return async;
  }

  private static void finish(AsyncContext async, String place) {
    Seen.at(place);
    try {
      text(async.getResponse()).println("completed in " + place);
    } catch (IOException e) {
      say(place, e);
    } finally {
      async.complete();
    }
  }

  private static void event(ServletResponse response, int number) throws IOException {
    response.getWriter().print("data: " + number + "\n\n");
    response.flushBuffer();
  }

  static void endless(OutputStream out) throws IOException {
    byte[] piece = new byte[1 << 13];
    for (int i = 0; i < ENDLESS; i++) {
      out.write(piece);
      out.flush();
    }
  }

  /** Says which exception the container gave to the application. */
  static void say(String place, Throwable thrown) {
    System.out.println("THROWN " + place + " " + thrown.getClass().getName());
  }

  private static PrintWriter text(ServletResponse response) throws IOException {
    response.setContentType("text/plain;charset=UTF-8");
    return response.getWriter();
  }
}
