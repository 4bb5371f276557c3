package dev.sonde.boot;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** One request that this process serves over HTTP. */
public final class HttpServerOperation extends Operation {

  private static final AtomicReferenceFieldUpdater<HttpServerOperation, Repetitions> REPETITIONS =
      AtomicReferenceFieldUpdater.newUpdater(
          HttpServerOperation.class, Repetitions.class, "repetitions");

  private static final int NO_ROUTE = 0;
  private static final int FIRST_ERROR_STATUS = 500;

  /** The rank of a route that is the mapping of a servlet or of the like. */
  public static final int MAPPING = 1;

  /** The rank of a route that is the template of the very handler. */
  public static final int HANDLER = 2;

  /** One of the known methods, or {@code _OTHER}. */
  public final String method;

  public final String scheme;

  /** True for a request that carries its caller's context on and is not measured. */
  public final boolean excluded;

  /** Who measures it; after a detach and another attach that is somebody else, who does not. */
  @Nullable HttpServerRecorder recorder;

  private @Nullable String route;
  private int routeRank = NO_ROUTE;

  /** What stands before the templates of those that look for the handler; null: nobody does. */
  private @Nullable String routingBase;

  /** What a framework makes a response of. */
  private @Nullable Throwable caught;

  /** 0 when no response was made. */
  public int status;

  /** {@code 1.0}, {@code 1.1}, {@code 2} or {@code 3}. */
  public @Nullable String protocolVersion;

  /** The bytes of the request's body that came; -1 for a request without a body. */
  public long requestBytes = -1;

  /** The bytes of the response's body; -1 where nobody counted. */
  public long responseBytes = -1;

  /**
   * Whether the application has said that it is done, for a server that lets it say so again, or
   * something else, without any consequence.
   */
  public boolean answered;

  /** Whether its response can't go on, so that the server may never come back to it. */
  public boolean givenUp;

  /**
   * The thread that is sending a part of the response, for a server that ends a request before it
   * tells what a write failed with.
   */
  public @Nullable Thread sender;

  private volatile @Nullable Repetitions repetitions;

  /** What only the span tells; null when there is none. */
  public final @Nullable HttpServerDetails details;

  public HttpServerOperation(
      Origin origin, Current thread, String method, String scheme, boolean excluded) {
    super(origin, thread);
    this.method = method;
    this.scheme = scheme;
    this.excluded = excluded;
    this.details = recording ? new HttpServerDetails() : null;
  }

  /**
   * Takes what came.
   *
   * @param protocol as in {@code HTTP/1.1}
   * @param bodyBytes what was read of the body
   * @param announced whether there is a body even where nothing of it was read
   */
  public void received(@Nullable String protocol, long bodyBytes, boolean announced) {
    protocolVersion = HttpServerProbe.protocolVersion(protocol);
    if (bodyBytes > 0 || announced) {
      requestBytes = bodyBytes;
    }
  }

  /**
   * Takes what was sent.
   *
   * @param newStatus 0 when no response was made
   * @param bodyBytes what the application wrote as the body; a response that has none sends nothing
   *     of it
   */
  public void sent(int newStatus, long bodyBytes) {
    status = newStatus;
    boolean bodiless =
        newStatus < 200 || newStatus == 204 || newStatus == 304 || method.equals("HEAD");
    responseBytes = bodiless ? 0 : bodyBytes;
  }

  /**
   * Counts a statement that the request executes, and tells how often it was executed; 0 for what
   * is executed after the request's end, which is nobody's.
   *
   * @param statement equal to others that are the same
   */
  public int executes(Object statement) {
    if (isEnded()) {
      return 0;
    }
    Repetitions mine = repetitions;
    if (mine == null) {
      mine = new Repetitions();
      if (!REPETITIONS.compareAndSet(this, null, mine)) {
        return executes(statement);
      }
    }
    return mine.count(statement);
  }

  /** The statements that the request executed, or null when it executed none. */
  public @Nullable Repetitions repetitions() {
    return repetitions;
  }

  /** The matched template, {@code /orders/{id}}; never a raw path. */
  public @Nullable String route() {
    return route;
  }

  /** Takes a route; the first one of the highest rank stays. */
  public void route(@Nullable String newRoute, int rank) {
    if (newRoute != null && rank > routeRank) {
      route = newRoute;
      routeRank = rank;
    }
  }

  /** Takes it that there is no route of a rank: one that comes later is not this request's. */
  void noRoute(int rank) {
    if (rank > routeRank) {
      routeRank = rank;
    }
  }

  /** True when a handler has told its route, so that others need not look for one. */
  boolean isHandled() {
    return routeRank >= HANDLER;
  }

  @Nullable String routingBase() {
    return routingBase;
  }

  void routingBase(@Nullable String base) {
    routingBase = base;
  }

  /** Keeps what a framework caught, unless it is the consequence of an earlier failure. */
  void caught(Throwable thrown) {
    if (caught == null && error() == null && !isEnded()) {
      caught = thrown;
    }
  }

  /** Keeps what escaped from the application, or what a framework had caught before. */
  void escaped(@Nullable Throwable thrown) {
    Throwable before = caught;
    fail(thrown == null || before == null ? thrown : before);
  }

  /** What was caught is what the request failed with, if the response says that it failed. */
  void judgeCaught() {
    if (status >= FIRST_ERROR_STATUS) {
      fail(caught);
    }
    caught = null; // A span may wait for long.
  }
}
