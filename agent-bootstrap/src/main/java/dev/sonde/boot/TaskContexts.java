package dev.sonde.boot;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that wait for their tasks to run, by the identity of the task.
 *
 * <p>A task that is submitted once has its context as the map's value. One that is submitted again
 * before it ran has a line of them, first come, first served. Neither a task nor, once the task is
 * gone, a context is kept alive.
 */
final class TaskContexts {

  private final int mostTasks;
  private final int mostInLine;
  private final ConcurrentHashMap<Key, Object> waiting = new ConcurrentHashMap<>();
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
    StoredKey key = new StoredKey(task, gone);
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
      } else if (waiting.replace(key, present, new Line(mostInLine, (Context) present, context))) {
        return;
      }
    }
  }

  /** Whether a run of the task waits with a context. */
  boolean isWaiting(Object task) {
    return waiting.containsKey(new LookupKey(task));
  }

  /** Takes the first context of the task's line; null when it has none. */
  @Nullable Context take(Object task) {
    removeGone();
    LookupKey key = new LookupKey(task);
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
          return first == Context.NONE ? null : first;
        }
      } else if (waiting.remove(key, present)) {
        return present == Context.NONE ? null : (Context) present;
      }
    }
  }

  /** Takes the context back that was attached last and whose run will not be. */
  void withdraw(Object task, Context context) {
    LookupKey key = new LookupKey(task);
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

  private void removeGone() {
    Object key = gone.poll();
    while (key != null) {
      waiting.remove(key);
      key = gone.poll();
    }
  }

  /** The contexts of one task that was submitted more than once. An empty line is closed. */
  private static final class Line {
    private final int most;
    private final ArrayDeque<Context> contexts = new ArrayDeque<>();

    /** Runs at the end of the line whose contexts were not kept. */
    private long lost;

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

    synchronized boolean isClosed() {
      return closed;
    }
  }

  /** A task by its identity. */
  private interface Key {
    @Nullable Object task();
  }

  private static final class LookupKey implements Key {
    private final Object task;

    LookupKey(Object task) {
      this.task = task;
    }

    @Override
    public Object task() {
      return task;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key && ((Key) other).task() == task;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }
  }

  private static final class StoredKey extends WeakReference<Object> implements Key {
    private final int hash;

    StoredKey(Object task, ReferenceQueue<Object> gone) {
      super(task, gone);
      this.hash = System.identityHashCode(task);
    }

    @Override
    public @Nullable Object task() {
      return get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object task = get();
      return task != null && other instanceof Key && ((Key) other).task() == task;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
