package dev.sonde.smoke.app;

import java.lang.reflect.Method;

/**
 * Says on standard output in which trace a piece of the application ran: {@code SEEN <place>
 * <trace>}. It looks at the agent's context, where there is an agent and the property {@code
 * site.seen} is set.
 */
final class Seen {

  private static final Method CONTEXT = boot("Current", "context");
  private static final Method TRACE = boot("Context", "traceIdText");

  private Seen() {}

  static void at(String place) {
    if (CONTEXT == null || TRACE == null) {
      return;
    }
    try {
      Object context = CONTEXT.invoke(null);
      System.out.println(
          "SEEN " + place + " " + (context == null ? "none" : TRACE.invoke(context)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method boot(String type, String method) {
    if (!Boolean.getBoolean("site.seen")) {
      return null;
    }
    try {
      return Class.forName("dev.sonde.boot." + type, true, null).getMethod(method);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
