package dev.sonde.boot;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that wait for their tasks to run, by the identity of the task.
 *
 * <p>A task that is submitted once has its context as the map's value. One that is submitted again
 * before it ran has a line of them, first come, first served. Neither a task nor, once the task is
 * gone, a context is kept alive.
 *
 * <p>Whether a task that a full executor refused still runs is up to the application. Its context
 * is doubted then: it waits, but gives way to that of the task's next submission. Kept for ever, it
 * would put each later run of the task into the context of the run before.
 */
final class TaskContexts {

  private final int mostTasks;
  private final int mostInLine;
  private final ConcurrentHashMap<IdentityKey, Object> waiting = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
  private volatile boolean used;

  /**
   * @param mostTasks past so many waiting tasks further ones go without their context
   * @param mostInLine past so many waiting runs of one task further ones go without their context
   */
  TaskContexts(int mostTasks, int mostInLine) {
    this.mostTasks = mostTasks;
    this.mostInLine = mostInLine;
  }

  /** True until something is attached; from then on false, whatever waits. */
  boolean isUnused() {
    return !used;
  }

  void clear() {
    waiting.clear();
  }

  int size() {
    removeGone();
    return waiting.size();
  }

  /** Puts a context at the end of the task's line. */
  void attach(Object task, Context context) {
    removeGone();
    if (waiting.mappingCount() >= mostTasks && !isWaiting(task)) {
      return;
    }
    if (!used) {
      used = true;
    }
    IdentityKey key = IdentityKey.weak(task, gone);
    while (true) {
      Object present = waiting.putIfAbsent(key, context);
      if (present == null) {
        return;
      }
      if (present instanceof Line) {
        if (((Line) present).add(context)) {
          return;
        }
        waiting.remove(key, present);
      } else if (present instanceof Doubted) {
        if (waiting.replace(key, present, context)) {
          return;
        }
      } else if (waiting.replace(key, present, new Line(mostInLine, (Context) present, context))) {
        return;
      }
    }
  }

  /** Whether a run of the task waits with a context. */
  boolean isWaiting(Object task) {
    return waiting.containsKey(IdentityKey.of(task));
  }

  /** Takes the first context of the task's line; null when it has none. */
  @Nullable Context take(Object task) {
    removeGone();
    IdentityKey key = IdentityKey.of(task);
    while (true) {
      Object present = waiting.get(key);
      if (present == null) {
        return null;
      }
      if (present instanceof Line) {
        Line line = (Line) present;
        Context first = line.poll();
        if (line.isClosed()) {
          waiting.remove(key, line);
        }
        if (first != null) {
          return meant(first);
        }
      } else if (waiting.remove(key, present)) {
        return meant((Context) present);
      }
    }
  }

  private static @Nullable Context meant(Context waited) {
    Context context = waited instanceof Doubted ? ((Doubted) waited).context : waited;
    return context == Context.NONE ? null : context;
  }

  /** Takes the context back that was attached last and whose run will not be. */
  void withdraw(Object task, Context context) {
    IdentityKey key = IdentityKey.of(task);
    Object present = waiting.get(key);
    if (present instanceof Line) {
      Line line = (Line) present;
      line.removeLast(context);
      if (line.isClosed()) {
        waiting.remove(key, line);
      }
    } else if (present == context) {
      waiting.remove(key, context);
    }
  }

  /** Doubts the context that was attached last. */
  void doubtLast(Object task, Context context) {
    IdentityKey key = IdentityKey.of(task);
    Object present = waiting.get(key);
    if (present instanceof Line) {
      Line line = (Line) present;
      line.doubtLast(context);
      if (line.isClosed()) {
        waiting.remove(key, line);
      }
    } else if (present == context) {
      waiting.replace(key, context, new Doubted(context));
    }
  }

  /** Doubts the context that would be taken next. */
  void doubtFirst(Object task) {
    IdentityKey key = IdentityKey.of(task);
    Object present = waiting.get(key);
    if (present instanceof Line) {
      ((Line) present).doubtFirst();
    } else if (present instanceof Context && !(present instanceof Doubted)) {
      waiting.replace(key, present, new Doubted((Context) present));
    }
  }

  /** Takes the task's doubted contexts back: their runs will not be. */
  void withdrawDoubted(Object task) {
    IdentityKey key = IdentityKey.of(task);
    Object present = waiting.get(key);
    if (present instanceof Line) {
      Line line = (Line) present;
      line.removeDoubted();
      if (line.isClosed()) {
        waiting.remove(key, line);
      }
    } else if (present instanceof Doubted) {
      waiting.remove(key, present);
    }
  }

  private void removeGone() {
    Object key = gone.poll();
    while (key != null) {
      waiting.remove(key);
      key = gone.poll();
    }
  }

  /** The context of a run that may not be. */
  private static final class Doubted extends Context {
    private final Context context;

    Doubted(Context context) {
      super(0, 0, 0, false, null, null);
      this.context = context;
    }
  }

  /** The contexts of one task that was submitted more than once. An empty line is closed. */
  private static final class Line {
    private final int most;
    private final ArrayDeque<Context> contexts = new ArrayDeque<>();

    /** Runs at the end of the line whose contexts were not kept. */
    private long lost;

    private boolean hasDoubted;
    private boolean closed;

    Line(int most, Context first, Context second) {
      this.most = most;
      contexts.add(first);
      add(second);
    }

    synchronized boolean add(Context context) {
      if (closed) {
        return false;
      }
      if (hasDoubted) {
        dropDoubted();
      }
      if (lost > 0 || contexts.size() >= most) {
        lost++;
      } else {
        contexts.add(context);
      }
      return true;
    }

    synchronized @Nullable Context poll() {
      if (closed) {
        return null;
      }
      Context first = contexts.poll();
      if (first == null) {
        lost--;
        first = Context.NONE;
      }
      closed = contexts.isEmpty() && lost == 0;
      return first;
    }

    synchronized void removeLast(Context context) {
      if (lost > 0) {
        lost--;
      } else {
        contexts.removeLastOccurrence(context);
      }
      closed = contexts.isEmpty() && lost == 0;
    }

    synchronized void doubtLast(Context context) {
      if (lost > 0) {
        lost--;
        closed = contexts.isEmpty() && lost == 0;
      } else if (contexts.removeLastOccurrence(context)) {
        contexts.add(new Doubted(context));
        hasDoubted = true;
      }
    }

    synchronized void doubtFirst() {
      Context first = contexts.poll();
      if (first != null) {
        contexts.addFirst(first instanceof Doubted ? first : new Doubted(first));
        hasDoubted = true;
      }
    }

    synchronized void removeDoubted() {
      dropDoubted();
      closed = contexts.isEmpty() && lost == 0;
    }

    private void dropDoubted() {
      for (Iterator<Context> each = contexts.iterator(); each.hasNext(); ) {
        if (each.next() instanceof Doubted) {
          each.remove();
        }
      }
      hasDoubted = false;
    }

    synchronized boolean isClosed() {
      return closed;
    }
  }
}
