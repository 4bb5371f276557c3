package dev.sonde.boot;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connectors through which this process serves HTTP, told by woven servers when they start and
 * stop. A server that is forgotten without being stopped is forgotten here, too.
 */
public final class HttpConnectors {

  private static final int MOST = 64;

  private static final List<Running> RUNNING = new ArrayList<>();

  private static volatile @Nullable Reader reader;

  private HttpConnectors() {}

  /** A connector, a server, or whatever has the figures in a library. */
  private static final class Running extends WeakReference<Object> {
    private final String library;

    Running(String library, Object connector) {
      super(connector);
      this.library = library;
    }
  }

  /** Knows the libraries' connectors. */
  public interface Reader {

    /** Reads what a connector tells of itself at the moment; what it does not tell is left. */
    void read(String library, Object connector, ConnectorFigures into);
  }

  /** Says how connectors are read; null when nobody can. */
  public static void install(@Nullable Reader newReader) {
    reader = newReader;
  }

  public static void started(String library, Object connector) {
    synchronized (RUNNING) {
      forget(connector);
      if (RUNNING.size() < MOST) {
        RUNNING.add(new Running(library, connector));
      }
    }
  }

  public static void stopped(@Nullable Object connector) {
    synchronized (RUNNING) {
      forget(connector);
    }
  }

  private static void forget(@Nullable Object connector) {
    for (Iterator<Running> each = RUNNING.iterator(); each.hasNext(); ) {
      Object running = each.next().get();
      if (running == null || running == connector) {
        each.remove();
      }
    }
  }

  /** The present figures of what is running, in the order in which it started. */
  public static List<ConnectorFigures> figures() {
    List<ConnectorFigures> all = new ArrayList<>();
    Reader known = reader;
    if (known != null) {
      for (Running each : running()) {
        Object connector = each.get();
        if (connector != null) {
          ConnectorFigures figures = new ConnectorFigures();
          known.read(each.library, connector, figures);
          all.add(figures);
        }
      }
    }
    return all;
  }

  private static List<Running> running() {
    synchronized (RUNNING) {
      return new ArrayList<>(RUNNING);
    }
  }
}
