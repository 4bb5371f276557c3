package dev.sonde.boot;

import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The cell of one thread that holds its current {@link Context}.
 *
 * <p>A measured call reads its thread's cell once and then works on the cell's fields. A thread
 * that is created inside a measured call starts with its creator's context; that inheritance ends
 * soon after the creator's call does, so that a pool whose threads happen to be created during a
 * request does not stay in that request's trace for ever.
 *
 * <p>It is there for all families of libraries and names no type of one of them, in signatures
 * neither, or all of them would have to be there with it.
 */
public final class Current {

  /** How long after the end of the creator's call a new thread may still join its trace. */
  private static final long INHERITANCE_NANOS = 10_000_000_000L;

  private static final int MAX_FIELDS = 16;

  /** Past this length no value is joined: it is longer than any propagation field may be. */
  private static final int MOST_JOINED = 8192;

  private static final ThreadLocal<@Nullable Current> CELLS =
      new InheritableThreadLocal<@Nullable Current>() {
        @Override
        protected @Nullable Current childValue(@Nullable Current parent) {
          Context context = parent == null ? null : parent.get();
          return context == null ? null : new Current(context);
        }
      };

  private @Nullable Context context;

  /** The context that came from the thread's creator, until it is known to have no meaning here. */
  private @Nullable Context inherited;

  private @Nullable Origin origin;
  private @Nullable String @Nullable [] incoming;
  private boolean hasIncoming;
  private @Nullable PerThread jdbc;
  private @Nullable PerThread redis;
  private int redisUpkeep;
  private long httpSince;
  private long httpConnect;
  private int httpSends = -1;
  private @Nullable Operation http;
  private @Nullable String urlTemplate;
  private @Nullable Operation s3;
  private @Nullable Operation rpc;
  private @Nullable Operation rpcBegun;
  private @Nullable Operation rpcCame;
  private @Nullable Context rpcEntered;
  private @Nullable Context rpcOuter;
  private @Nullable Operation rpcSends;
  private @Nullable Object httpCall;

  private Current(@Nullable Context inherited) {
    this.context = inherited;
    this.inherited = inherited;
  }

  /** The calling thread's cell. */
  public static Current cell() {
    Current cell = CELLS.get();
    if (cell == null) {
      cell = new Current(null);
      CELLS.set(cell);
    }
    return cell;
  }

  /** The calling thread's cell, or null where none was needed so far. */
  static @Nullable Current existing() {
    return CELLS.get();
  }

  /** The calling thread's context, or null. Makes no cell where there is none. */
  public static @Nullable Context context() {
    Current cell = CELLS.get();
    return cell == null ? null : cell.get();
  }

  public @Nullable Context get() {
    Context now = context;
    if (now != null && now == rpcEntered && isLongOver(now)) {
      rpcLeave();
      now = context;
    }
    return now != null && now == inherited ? stillInherited(now) : now;
  }

  public void set(@Nullable Context context) {
    this.context = context;
  }

  /** What the thread keeps for JDBC; null where it has called none. */
  @Nullable PerThread jdbc() {
    return jdbc;
  }

  void jdbc(PerThread kept) {
    jdbc = kept;
  }

  /** What the thread keeps for clients of Redis; null where it has called none. */
  @Nullable PerThread redis() {
    return redis;
  }

  void redis(PerThread kept) {
    redis = kept;
  }

  /** Goes into what a client of Redis does for itself, or with -1 out of it. */
  void redisUpkeep(int deeper) {
    redisUpkeep = Math.max(0, redisUpkeep + deeper);
  }

  /** Whether the thread is in what a client of Redis does for itself. */
  boolean isInRedisUpkeep() {
    return redisUpkeep > 0;
  }

  /** Keeps when the thread began to open the connection that its next HTTP request is for. */
  void httpSince(long nanos) {
    httpSince = nanos;
  }

  /** What was kept so. */
  long httpSince() {
    return httpSince;
  }

  /** What was kept so, once; 0 where nothing was. */
  long takeHttpSince() {
    long since = httpSince;
    httpSince = 0;
    return since;
  }

  /** Keeps how long it took to open a connection that a request may be sent on. */
  void httpConnect(long nanos) {
    httpConnect = nanos;
  }

  /** What was kept so, once. */
  long takeHttpConnect() {
    long took = httpConnect;
    httpConnect = 0;
    return took;
  }

  /**
   * Begins to count what a call of a client sends.
   *
   * @param sends 0, or what this returned to go on with a call around it; -1 for no call
   * @return what was counted before
   */
  int httpSends(int sends) {
    int before = httpSends;
    httpSends = sends;
    return before;
  }

  /** How often the client's present call has sent its request; it does so once more. */
  int countHttpSend() {
    return httpSends < 0 ? 0 : httpSends++;
  }

  /**
   * Keeps the template that the URL of the next request is made of.
   *
   * @return what was kept before
   */
  @Nullable String urlTemplate(@Nullable String template) {
    String before = urlTemplate;
    urlTemplate = template;
    return before;
  }

  /** The template that the URL of the next request may be made of. */
  @Nullable String urlTemplate() {
    return urlTemplate;
  }

  /** The request that the thread is about to send, or null. */
  @Nullable Operation http() {
    return http;
  }

  void http(@Nullable Operation operation) {
    http = operation;
  }

  /** The call of AWS that the thread is about to make an object for, or null. */
  @Nullable Operation s3() {
    return s3;
  }

  void s3(@Nullable Operation operation) {
    s3 = operation;
  }

  /** The remote call that the thread works for in its library's own code, or null. */
  @Nullable Operation rpc() {
    return rpc;
  }

  void rpc(@Nullable Operation operation) {
    rpc = operation;
  }

  /** The remote call whose message the thread sends, where its size is wanted, or null. */
  @Nullable Operation rpcSends() {
    return rpcSends;
  }

  void rpcSends(@Nullable Operation operation) {
    rpcSends = operation;
  }

  /** The served call that the thread is in by a context of its library, or null. */
  @Nullable Context rpcEntered() {
    return rpcEntered;
  }

  /**
   * Goes into a served call by a context of its library, perhaps out of another one. Who attaches
   * such a context may never detach it: long after the call's end the thread leaves by itself.
   */
  void rpcEnter(Operation operation) {
    if (rpcEntered == null || context != rpcEntered) {
      rpcOuter = get();
    }
    rpcEntered = operation;
    context = operation;
  }

  /** Goes back to what the thread was in before. */
  void rpcLeave() {
    context = rpcOuter;
    rpcEntered = null;
    rpcOuter = null;
  }

  /** The made call that waits, and which the thread is about to start after all; or null. */
  @Nullable Operation rpcBegun() {
    return rpcBegun;
  }

  void rpcBegun(@Nullable Operation operation) {
    rpcBegun = operation;
  }

  /** The call that has just come in, whose listener the library is about to make; or null. */
  @Nullable Operation rpcCame() {
    return rpcCame;
  }

  void rpcCame(@Nullable Operation operation) {
    rpcCame = operation;
  }

  /** The call whose request the application is about to prepare, or null. */
  @Nullable Object httpCall() {
    return httpCall;
  }

  void httpCall(@Nullable Object call) {
    httpCall = call;
  }

  /** Where the decision about the operation that starts next is made. */
  public Origin origin() {
    Origin mine = origin;
    if (mine == null) {
      mine = new Origin();
      origin = mine;
    }
    return mine;
  }

  /**
   * Frees the thread, which begins to serve a request, from what its creator or a call that never
   * left it behind. A call that is still running stays: the request may be dispatched from it.
   */
  void serve() {
    Context now = context;
    if (now != null && (now == inherited || now.endedAtNanos() != 0)) {
      context = null;
    }
    inherited = null;
    if (jdbc != null) {
      jdbc.reset();
    }
    if (redis != null) {
      redis.reset();
    }
    redisUpkeep = 0;
    httpSince = 0;
    httpConnect = 0;
    httpSends = -1;
    http = null;
    s3 = null;
    urlTemplate = null;
    rpc = null;
    rpcBegun = null;
    rpcCame = null;
    rpcSends = null;
    rpcEntered = null;
    rpcOuter = null;
    httpCall = null;
    clearIncoming();
  }

  /** Frees the thread from what its creator was in when it made it. */
  void leaveInherited() {
    if (context == inherited) {
      context = null;
    }
    inherited = null;
  }

  /** Leaves the thread without any context. */
  void forget() {
    context = null;
    inherited = null;
    rpcEntered = null;
    rpcOuter = null;
  }

  /**
   * The calling thread's context for a task that it submits, or null: work that was over long ago
   * is not continued, or a task that submits itself again would stay in its first trace for ever.
   */
  static @Nullable Context worthHandingOn() {
    Context context = context();
    return context == null || isLongOver(context) ? null : context;
  }

  static boolean isLongOver(Context context) {
    long ended = context.endedAtNanos();
    return ended != 0 && System.nanoTime() - ended > INHERITANCE_NANOS;
  }

  private @Nullable Context stillInherited(Context creator) {
    if (isLongOver(creator) || Thread.currentThread() instanceof ForkJoinWorkerThread) {
      forget();
    }
    return context;
  }

  /**
   * Keeps a value of the propagation field {@code index} of the request that is about to start. The
   * values of a field that came more than once are one list, in the order in which they came.
   */
  public void incoming(int index, @Nullable String value) {
    if (value == null || index < 0 || index >= MAX_FIELDS) {
      return;
    }
    @Nullable String[] values = incoming;
    if (values == null) {
      values = new @Nullable String[MAX_FIELDS];
      incoming = values;
    }
    String before = values[index];
    values[index] = before == null ? value : joined(before, value);
    hasIncoming = true;
  }

  private static String joined(String before, String value) {
    return before.length() > MOST_JOINED ? before : before + ',' + value;
  }

  /** The incoming value of the propagation field {@code index}. */
  public @Nullable String incoming(int index) {
    @Nullable String[] values = incoming;
    return values == null || index < 0 || index >= MAX_FIELDS ? null : values[index];
  }

  /** False when no propagation field came, which spares looking for each. */
  public boolean hasIncoming() {
    return hasIncoming;
  }

  /** Forgets the incoming fields; the recorder calls it when it has read them. */
  public void clearIncoming() {
    @Nullable String[] values = incoming;
    if (hasIncoming && values != null) {
      for (int i = 0; i < MAX_FIELDS; i++) {
        values[i] = null;
      }
      hasIncoming = false;
    }
  }
}
