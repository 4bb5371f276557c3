package dev.sonde.smoke.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The servlets and filters of the test application. A container's {@code TestApp} has it as the
 * initializer of a root context and of a context {@link #OTHER_CONTEXT}, gives the root context the
 * error pages that are told here, lets a request for the host {@link #NOWHERE} reach no context,
 * and says {@code READY <port>} and {@code BYE}. With the property {@code site.database}, a URL,
 * the root context uses a database, too.
 */
public final class Site implements ServletContainerInitializer {

  /** The path of the other context. */
  static final String OTHER_CONTEXT = "/context";

  /** The name of a host that has no context. */
  static final String NOWHERE = "nowhere.test";

  /** Where the root context's error page for {@link #ERROR_STATUS} and {@link Failure} is. */
  static final String ERROR_PAGE = "/error-page";

  static final int ERROR_STATUS = 410;

  /** How long the headers of a request may be: where there are many connections, not so long. */
  static final int HEADER_BYTES = Integer.getInteger("site.header.bytes", 4 << 20);

  /** The file with the server's keys, where it is to speak TLS; else empty. */
  static final String KEY_STORE = System.getProperty("site.keystore", "");

  static final String KEY_STORE_PASSWORD = "changeit";

  private static final int FILTERS = 10;

  @Override
  public void onStartup(Set<Class<?>> types, ServletContext context) {
    serve(context, Answers.HELLO, "/hello");
    if (context.getContextPath().isEmpty()) {
      root(context);
      async(context);
      String url = System.getProperty("site.database");
      if (url != null) {
        database(context, DatabaseAnswers.of(url));
      }
    }
  }

  private static void root(ServletContext context) {
    serve(context, Answers.PATH, "/api/*");
    serve(context, Answers.PATH, "*.do");
    serve(context, Answers.NOT_FOUND, "/");
    serve(context, Answers.STATUS, "/status");
    serve(context, Answers.SEND_ERROR, "/sendError");
    serve(context, Answers.REDIRECT, "/redirect");
    serve(context, Answers.THROW, "/throw");
    serve(context, Answers.FAIL, "/fail");
    serve(context, Answers.ERROR_PAGE, ERROR_PAGE);
    serve(context, Answers.ECHO, "/echo");
    serve(context, Answers.BYTES, "/bytes");
    serve(context, Answers.UNREAD, "/unread");
    serve(context, Answers.DOWNLOAD, "/download");
    serve(context, Answers.LET_GO, "/let-go");
    serve(context, Answers.ENDLESS, "/endless");
    serve(context, Answers.UPGRADE, "/upgrade");
    serve(context, Answers.INTERRUPT, "/interrupt");
    serve(context, Answers.OUT_OF_MEMORY, "/oom");
    serve(context, Answers.STACK_OVERFLOW, "/stackoverflow");
    serve(context, Answers.FORWARD, "/forward");
    serve(context, Answers.INCLUDE, "/include");
    serve(context, Answers.RECURSE, "/recurse");
    serve(context, Answers.ECHO_HEADERS, "/echo-headers");
    serve(context, Answers.WAIT, "/wait");
    serve(context, Answers.GO_ON, "/go-on");
    serve(context, Answers.THREADS, "/threads");
    serve(context, Answers.LEFTOVERS, "/leftovers");
    serve(context, Answers.EXIT, "/exit");

    filter(context, "interruption", new InterruptionFilter(), "/interrupt");
    serve(context, Answers.HELLO, "/chain");
    for (int i = 0; i < FILTERS; i++) {
      filter(context, "passing" + i, new PassingFilter(), "/chain");
    }
  }

  private static void async(ServletContext context) {
    serve(context, AsyncAnswers.COMPLETE, "/async/complete");
    serve(context, AsyncAnswers.COMPLETE_IN_POOL, "/async/pool");
    serve(context, AsyncAnswers.COMPLETE_AT_ONCE, "/async/at-once");
    serve(context, AsyncAnswers.COMPLETE_LATER, "/async/later");
    serve(context, AsyncAnswers.START, "/async/start");
    serve(context, AsyncAnswers.DISPATCH, "/async/dispatch");
    serve(context, AsyncAnswers.DISPATCH_BACK, "/async/dispatch-back");
    serve(context, AsyncAnswers.DISPATCH_TO_ERROR, "/async/dispatch-to-error");
    serve(context, AsyncAnswers.THROW, "/async/throw");
    serve(context, AsyncAnswers.SEND_ERROR, "/async/send-error");
    serve(context, AsyncAnswers.TIMEOUT, "/async/timeout");
    serve(context, AsyncAnswers.TIMEOUT_WITH_LISTENER, "/async/timeout-with-listener");
    serve(context, AsyncAnswers.ECHO, "/async/echo");
    serve(context, AsyncAnswers.EVENTS, "/async/events");
    serve(context, AsyncAnswers.ENDLESS_ASYNC, "/async/endless");
  }

  private static void database(ServletContext context, DatabaseAnswers answers) {
    serve(context, answers.order(), "/sql/order");
    serve(context, answers.repeat(), "/sql/repeat");
    serve(context, answers.repeatInterrupted(), "/sql/interrupted");
    serve(context, answers.repeatInThread(), "/sql/thread");
    serve(context, answers.repeatInPool(), "/sql/pool");
    serve(context, answers.repeatInFuture(), "/sql/future");
    serve(context, answers.repeatInTwoThreads(), "/sql/two-threads");
    serve(context, answers.handleFailure(), "/sql/handled");
    serve(context, answers.escape(), "/sql/escaped");
    serve(context, answers.escapeWrapped(), "/sql/escaped-wrapped");
    serve(context, answers.cancelled(), "/sql/cancelled");
    serve(context, answers.timedOut(), "/sql/timed-out");
  }

  /** The servlet's name is its pattern. */
  private static void serve(ServletContext context, Answer answer, String pattern) {
    ServletRegistration.Dynamic servlet = context.addServlet(pattern, new AnsweringServlet(answer));
    servlet.setLoadOnStartup(1);
    servlet.setAsyncSupported(true);
    servlet.addMapping(pattern);
  }

  private static void filter(ServletContext context, String name, Filter filter, String pattern) {
    FilterRegistration.Dynamic registered = context.addFilter(name, filter);
    registered.setAsyncSupported(true);
    registered.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, pattern);
  }
}
