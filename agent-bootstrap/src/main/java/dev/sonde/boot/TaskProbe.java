package dev.sonde.boot;

import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Called by the woven executors of the JDK: carries the context from the thread that submits a task
 * to the thread that runs it.
 *
 * <pre>{@code
 * TaskProbe.submitted(task);                  // execute(task)
 * ...
 * Context outer = TaskProbe.begin(task);      // around task.run()
 * ...
 * TaskProbe.finished(outer);
 * }</pre>
 *
 * <p>The task itself is never replaced, read or called, but for one question that the JDK asks it
 * too: whether it is periodic.
 */
public final class TaskProbe {

  private static final String JDK_HANDLERS = "java.util.concurrent.ThreadPoolExecutor$";
  private static final int MOST_TASKS = 1 << 16;
  private static final int MOST_IN_LINE = 128;

  /** Stands for "nothing to restore", which null can't: null is a context, too. */
  private static final Object UNTOUCHED = new Object();

  private static final @Nullable Class<?> CARRIER = carrierThread();

  private static final TaskContexts WAITING = new TaskContexts(MOST_TASKS, MOST_IN_LINE);

  private TaskProbe() {}

  /** A task was handed to an executor: it will run with the calling thread's context. */
  public static void submitted(@Nullable Object task) {
    if (task == null) {
      return;
    }
    Context context = Current.worthHandingOn();
    if (context != null) {
      WAITING.attach(task, context);
    } else if (!WAITING.isUnused() && WAITING.isWaiting(task)) {
      // Keeps this run's place, or it would take the context of a later one.
      WAITING.attach(task, Context.NONE);
    }
  }

  /**
   * The same for a fork-join task. Such a task waits once at most, so that what was attached before
   * (when it was made, or forked and then run by the forking thread itself) is out of date.
   */
  public static void forked(@Nullable Object task) {
    if (task == null) {
      return;
    }
    if (!WAITING.isUnused()) {
      WAITING.take(task);
    }
    Context context = Current.worthHandingOn();
    if (context != null) {
      WAITING.attach(task, context);
    }
  }

  /** Forgets what waits; for the end of the weaving, after which nothing would take it. */
  public static void forgetAll() {
    WAITING.clear();
  }

  /** The same for a scheduler, whose periodic tasks belong to no call. */
  public static void scheduled(@Nullable Object task) {
    boolean periodic =
        task instanceof RunnableScheduledFuture && ((RunnableScheduledFuture<?>) task).isPeriodic();
    if (!periodic) {
      submitted(task);
    }
  }

  /**
   * The calling thread's last submission of the task was refused, and a handler is about to be
   * told. Those of the JDK drop the task, submit it again, or run it at once in this thread, whose
   * context it then has anyway. Another may as well put it into the queue itself.
   */
  public static void rejected(@Nullable Object task, @Nullable Object handler) {
    if (task == null || WAITING.isUnused()) {
      return;
    }
    Context now = Current.worthHandingOn();
    Context context = now == null ? Context.NONE : now;
    if (handler != null && handler.getClass().getName().startsWith(JDK_HANDLERS)) {
      WAITING.withdraw(task, context);
    } else {
      WAITING.doubtLast(task, context);
    }
  }

  /** The handler refused the task, too: it will not run. */
  public static void refused(@Nullable Object task) {
    if (task != null && !WAITING.isUnused()) {
      WAITING.withdrawDoubted(task);
    }
  }

  /** The head of an executor's queue is about to be dropped, unless a worker takes it first. */
  public static void discarding(@Nullable Object task) {
    if (task != null && !WAITING.isUnused()) {
      WAITING.doubtFirst(task);
    }
  }

  /**
   * The calling thread begins to run a task: it gets the task's context, or none.
   *
   * @return what {@link #finished} takes
   */
  public static @Nullable Context begin(@Nullable Object task) {
    return enter(task == null || WAITING.isUnused() ? null : WAITING.take(task));
  }

  /**
   * A task was made, by an executor that makes one for each run: it carries the calling thread's
   * context until {@link #beginMade}.
   */
  public static void made(Object task) {
    Context context = Current.worthHandingOn();
    if (context != null) {
      Carried.put(task, context);
    }
  }

  /** The same as {@link #begin} for a task that was {@link #made}. */
  public static @Nullable Context beginMade(@Nullable Object task) {
    Context context = task == null ? null : (Context) Carried.get(task);
    if (task != null && context != null) {
      Carried.put(task, null);
    }
    return enter(context);
  }

  private static @Nullable Context enter(@Nullable Context context) {
    Current thread = context == null ? Current.existing() : Current.cell();
    if (thread == null) {
      return null;
    }
    Context outer = thread.get();
    thread.set(context);
    return outer;
  }

  /** The task has run: the thread gets the context back that it had before. */
  public static void finished(@Nullable Context outer) {
    Current thread = Current.existing();
    if (thread != null) {
      thread.set(outer);
    }
  }

  /**
   * The same as {@link #begin} for a fork-join task, which may run in the middle of another one.
   * The threads that carry virtual threads run what belongs to no call, so they are left alone.
   */
  public static @Nullable Object beginForked(Object task) {
    if (Thread.currentThread().getClass() == CARRIER) {
      if (!WAITING.isUnused()) {
        WAITING.take(task);
      }
      return UNTOUCHED;
    }
    return begin(task);
  }

  /** The fork-join task has run. */
  public static void finishedForked(@Nullable Object outer) {
    if (outer != UNTOUCHED) {
      finished((Context) outer);
    }
  }

  private static @Nullable Class<?> carrierThread() {
    try {
      return Class.forName("jdk.internal.misc.CarrierThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  /** A pool's thread waits for its next task: no context is left in it. */
  public static void idle() {
    Current thread = Current.existing();
    if (thread != null) {
      thread.forget();
    }
  }
}
