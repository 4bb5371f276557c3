package dev.sonde.exporters.prometheus;

import dev.sonde.core.AgentThread;
import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Serves a registry to Prometheus over HTTP.
 *
 * <pre>{@code
 * Endpoint endpoint = new Endpoint(config, registry, resource, stats);
 * endpoint.start();
 * endpoint.ready();
 * ...
 * endpoint.stop();
 * }</pre>
 *
 * <p>One thread accepts; while nobody asks it sleeps and is the only one. A port that is taken is
 * tried again and again; the application notices nothing of it.
 */
public final class Endpoint {

  private static final String AUTO = "auto";
  private static final int BACKLOG = 16;

  /** How often the accepting thread looks after connections, while there are any. */
  private static final int TICK_MILLIS = 200;

  private static final long MOST_RETRY_MILLIS = 60_000;
  private static final long PAUSE_MILLIS = 1_000;
  private static final long STOP_MILLIS = 500;

  private final Config config;
  private final Limits limits;
  private final SelfStats stats;
  private final Site site;
  private final Object lock = new Object();
  private final Connections connections;
  private @Nullable Tls tls;
  private volatile @Nullable ServerSocket server;
  private volatile @Nullable Thread acceptor;
  private volatile boolean stopped;

  public Endpoint(Config config, Registry registry, Resource resource, SelfStats stats) {
    this(config, registry, resource, stats, new Limits(), new Threads("sonde-scrape", stats));
  }

  Endpoint(
      Config config,
      Registry registry,
      Resource resource,
      SelfStats stats,
      Limits limits,
      ThreadFactory threads) {
    this.config = config;
    this.limits = limits;
    this.stats = stats;
    this.site =
        new Site(
            config.get(Property.PROMETHEUS_PATH),
            Credentials.of(config),
            registry,
            new TargetInfo(resource),
            limits);
    this.connections = new Connections(limits, threads);
  }

  /** Opens the port, or has it tried again in the background, and returns. */
  public void start() {
    try {
      tls = isSecured() ? Tls.of(config) : null;
    } catch (IOException e) {
      Log.warn("Metrics are not served, TLS can't be set up: " + e.getMessage());
      return;
    }
    try {
      open();
    } catch (IOException | RuntimeException e) {
      boolean unknown = e instanceof UnknownHostException;
      Log.warn(
          "Metrics can't be served on port "
              + config.get(Property.PROMETHEUS_PORT)
              + " of "
              + config.get(Property.PROMETHEUS_HOST)
              + " ("
              + (unknown ? "the host is not known" : e.getMessage())
              + "); it is tried again in the background.");
    }
    Runnable accepting =
        new Runnable() {
          @Override
          public void run() {
            serve();
          }
        };
    Thread thread = new AgentThread("sonde-metrics", accepting, stats);
    acceptor = thread;
    thread.start();
  }

  /** Has {@code /-/ready} say so. */
  public void ready() {
    site.ready();
  }

  /** Closes the port and every connection. */
  public void stop() {
    synchronized (lock) {
      stopped = true;
      lock.notifyAll();
    }
    closeServer();
    connections.stop();
    awaitAcceptor();
  }

  /** The system frees the port when the last thread has left it. */
  private void awaitAcceptor() {
    Thread thread = acceptor;
    if (thread != null) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Host, port and path that metrics are served on, or null when they are not. */
  public @Nullable String address() {
    ServerSocket open = server;
    if (open == null || open.isClosed()) {
      return null;
    }
    InetAddress address = open.getInetAddress();
    String host = address.isAnyLocalAddress() ? "0.0.0.0" : address.getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]")
        + ":"
        + open.getLocalPort()
        + site.path();
  }

  private boolean isSecured() {
    return config.isSet(Property.PROMETHEUS_CERTIFICATE) || config.isSet(Property.PROMETHEUS_KEY);
  }

  private void open() throws IOException {
    String host = config.get(Property.PROMETHEUS_HOST);
    int port = config.get(Property.PROMETHEUS_PORT);
    InetSocketAddress address;
    if (!host.equals(AUTO)) {
      address = new InetSocketAddress(InetAddress.getByName(host), port);
    } else if (Container.isAround(new File("/"), System.getenv())) {
      address = new InetSocketAddress(port);
    } else {
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
    ServerSocket fresh = new ServerSocket();
    try {
      fresh.bind(address, BACKLOG);
    } catch (IOException | RuntimeException e) {
      fresh.close();
      throw e;
    }
    server = fresh;
    if (stopped) {
      fresh.close();
    }
  }

  private void closeServer() {
    ServerSocket open = server;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        Log.debug("The port of the metrics can't be closed: " + e);
      }
    }
  }

  private void serve() {
    long retryMillis = limits.retryMillis;
    boolean failed = false;
    while (!stopped) {
      try {
        if (failed) {
          failed = false;
          pause(PAUSE_MILLIS);
        }
        ServerSocket open = server;
        if (open != null && !open.isClosed()) {
          accept(open);
          retryMillis = limits.retryMillis;
        } else {
          pause(retryMillis);
          retryMillis = Math.min(retryMillis * 2, MOST_RETRY_MILLIS);
          reopen();
        }
      } catch (Throwable e) {
        // No file descriptor is left, perhaps, or no memory: both may pass.
        failed = true;
        report(e);
      }
    }
  }

  private void report(Throwable failure) {
    try {
      if (!stopped) {
        stats.error("prometheus", SelfStats.Phase.SCRAPE);
        Log.errorOnce("prometheus accept", "A scrape can't be accepted: " + failure, failure);
      }
    } catch (Throwable e) {
      // Without memory it can't be told either; accepting goes on all the same.
    }
  }

  private void reopen() {
    try {
      if (!stopped) {
        open();
        Log.info("Metrics are now served on " + address());
      }
    } catch (IOException | RuntimeException e) {
      Log.debug("Metrics can still not be served: " + e);
    }
  }

  /** Looks after the connections under way, then takes one more or waits for a while. */
  private void accept(ServerSocket open) throws IOException {
    connections.sweep();
    open.setSoTimeout(connections.isIdle() ? 0 : TICK_MILLIS);
    Socket socket;
    try {
      socket = open.accept();
    } catch (SocketTimeoutException e) {
      return;
    }
    if (!connections.admit(new Connection(socket, tls, site, limits, stats, connections))) {
      site.metrics().failed(null, ScrapeMetrics.Failure.BUSY);
    }
  }

  private void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    synchronized (lock) {
      long left = millis;
      while (!stopped && left > 0) {
        try {
          lock.wait(left);
        } catch (InterruptedException e) {
          // Nobody of ours interrupts; to end, there is stop().
        }
        left = (end - System.nanoTime()) / 1_000_000;
      }
    }
  }
}
