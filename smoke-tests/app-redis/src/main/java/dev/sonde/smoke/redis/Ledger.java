package dev.sonde.smoke.redis;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Prints what an application sees, and what an observer has to report of it: {@code SPAN
 * name|error}, {@code OWN name|error} of what a client sends for itself while an application waits,
 * {@code COUNT name|number} of what is too much for spans, and {@code LOOKUP name|result|count}.
 */
public final class Ledger {

  private final PrintStream out;

  public Ledger(PrintStream out) {
    this.out = out;
  }

  public void say(Object seen) {
    out.println(String.valueOf(seen).replace('\n', ' '));
  }

  public void span(String name, String error) {
    out.println("SPAN " + name + '|' + error);
  }

  public void own(String name) {
    out.println("OWN " + name + "|null");
  }

  public void count(String name, String error, int count) {
    out.println("COUNT " + name + '|' + error + '|' + count);
  }

  public void found(String command, int hits, int misses) {
    out.println("LOOKUP " + command + "|hit|" + hits);
    out.println("LOOKUP " + command + "|miss|" + misses);
  }

  public void ask(String span, Callable<?> call) throws Exception {
    span(span, null);
    say(call.call());
  }

  /** The error is one that the server tells. */
  public void askFailing(String span, String error, Callable<?> call) {
    span(span, error);
    sayOutcome(call);
  }

  /** The error is the client's own, which differs from version to version. */
  public void askFailing(String span, Callable<?> call) {
    Throwable thrown = thrown(call);
    span(span, thrown == null ? null : thrown.getClass().getName());
    say(text(thrown));
  }

  public void sayOutcome(Callable<?> call) {
    try {
      say(call.call());
    } catch (Exception e) {
      say(text(e));
    }
  }

  private static Throwable thrown(Callable<?> call) {
    try {
      call.call();
      return null;
    } catch (ExecutionException | CompletionException e) {
      return e.getCause();
    } catch (Exception e) {
      return e;
    }
  }

  private static String text(Throwable thrown) {
    if (thrown == null) {
      return "nothing";
    }
    // Redisson's have the numbers of its objects.
    String message = String.valueOf(thrown.getMessage()).replaceAll(" channel: .*|[0-9]{4,5}", "#");
    String cause = thrown.getCause() == null ? "" : " by " + text(thrown.getCause());
    return thrown.getClass().getName() + ": " + message + cause;
  }
}
