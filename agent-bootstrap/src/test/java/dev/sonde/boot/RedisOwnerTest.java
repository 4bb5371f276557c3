package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that an object of a client's stands for, with all attempts at them. */
class RedisOwnerTest {

  private static final RedisServer SERVER = new RedisServer("redis.example", 6380, null, 0);
  private static final Context CALLER = new Context(1, 2, 3, true, null, null);

  private final Recorder recorder = new Recorder();
  private final Thing owner = new Thing();
  private final Thing connections = new Thing();
  private final CompletableFuture<Object> promise = new CompletableFuture<>();

  @BeforeEach
  void beInACall() {
    RedisProbe.install(recorder);
    RedisProbe.installReader(new Reader());
    Current.cell().set(CALLER);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RedisProbe.install(null);
    RedisProbe.installReader(null);
    Current.cell().forget();
  }

  private RedisCall begin(String command, Object... given) {
    RedisCommand known = RedisCommand.of(command);
    RedisProbe.begin(owner, connections, promise, known, given, given.length, true);
    RedisCall call = RedisProbe.carried(owner);
    assertThat(call).isNotNull();
    return call;
  }

  @Test
  void endsOnceWithItsReplyAndInItsDatabase() {
    RedisCall call = begin("GET", "k");
    assertThat(recorder.inFlight).isOne();
    RedisProbe.reaches(owner, new Thing());
    RedisProbe.delivered(RedisProbe.delivering(call, "v", null));
    promise.complete("v");

    assertThat(recorder.calls).containsExactly("GET 7 at redis.example");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void endsWithThePromiseAtTheLatest() {
    begin("BLPOP", "k", 0);
    promise.completeExceptionally(new CancellationException());

    assertThat(recorder.calls).containsExactly("BLPOP 7 failed blocking at null");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void whoeverHearsOfTheReplyIsWhereTheCallerWas() {
    RedisCall call = begin("GET", "k");
    Current thread = Current.cell();
    thread.set(null);
    RedisCall delivered = RedisProbe.delivering(call, null, null);
    assertThat(thread.get()).isSameAs(CALLER);
    RedisProbe.delivered(delivered);
    assertThat(thread.get()).isNull();

    assertThat(RedisProbe.delivering(call, null, null)).as("a second end").isNull();
    assertThat(recorder.lookups).containsExactly("GET 0 of 1");
  }

  @Test
  void eachWayToAnotherNodeIsOneRedirect() {
    RedisCall call = begin("GET", "k");
    Object route = new Object();
    RedisProbe.redirected(call, route, "MOVED");
    RedisProbe.redirected(call, route, "MOVED"); // An attempt that goes the same way.
    RedisProbe.redirected(call, new Object(), "ASK");
    promise.complete(null);

    assertThat(recorder.redirects).containsExactly("MOVED", "ASK");
    assertThat(recorder.calls).containsExactly("GET 7 after 2 at null");
  }

  @Test
  void aBatchTellsItsSizeAndWhatItsCommandsFound() {
    RedisBatch batch = new RedisBatch();
    batch.add(RedisCommand.of("GET"));
    batch.add(RedisCommand.of("GET"));
    RedisProbe.begin(owner, connections, promise, batch);
    RedisCall call = RedisProbe.carried(owner);
    RedisProbe.looked(call, RedisCommand.of("GET"), "v", 1);
    RedisProbe.looked(call, RedisCommand.of("GET"), null, 1);
    promise.complete(null);

    assertThat(recorder.calls).containsExactly("PIPELINE GET 7[2] at null");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1", "GET 0 of 1");
  }

  @Test
  void aWordAmongItsArgumentsLetsACommandWait() {
    RedisCommand read = RedisCommand.of("XREAD");
    RedisProbe.begin(
        owner, connections, promise, read, new Object[] {"BLOCK", 1, "STREAMS", "k"}, 4, true);
    promise.complete(null);
    RedisProbe.begin(
        owner, connections, promise, read, new Object[] {"STREAMS", "BLOCK", "0"}, 3, true);

    assertThat(recorder.calls).containsExactly("XREAD 7 blocking at null", "XREAD 7 at null");
  }

  @Test
  void whatAConnectionSendsForItselfBeginsNoTrace() {
    Thing client = new Thing();
    CompletableFuture<Object> pong = new CompletableFuture<>();
    Current.cell().set(null);
    RedisProbe.follow(RedisProbe.beginOwn(client, RedisCommand.of("PING"), 0), pong, null);
    Current.cell().set(CALLER);
    RedisProbe.follow(RedisProbe.beginOwn(client, RedisCommand.of("PING"), 0), pong, null);
    RedisProbe.follow(RedisProbe.beginOwn(client, RedisCommand.of("QUIT"), 0), pong, null);
    assertThat(recorder.calls).containsExactly("QUIT 7 at redis.example");
    pong.complete("PONG");

    assertThat(recorder.calls)
        .contains("PING 7 untold at redis.example", "PING 7 at redis.example")
        .hasSize(3);
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void withoutARecorderNothingIsKept() {
    RedisProbe.install(null);
    RedisProbe.begin(owner, connections, promise, RedisCommand.of("GET"), null, 1, true);
    RedisProbe.begin(owner, connections, promise, new RedisBatch());
    RedisProbe.reaches(owner, connections);

    assertThat(RedisProbe.carried(owner)).isNull();
    assertThat(RedisProbe.beginOwn(owner, RedisCommand.of("PING"), 0)).isNull();
    assertThat(connections.carried).isNull();
    assertThat(promise.getNumberOfDependents()).isZero();
  }

  /** Knows one server, and the seventh database of it. */
  private static final class Reader implements RedisProbe.Reader {
    @Override
    public RedisServer server(
        Object connection, @Nullable Object factory, @Nullable Object socket) {
      return SERVER;
    }

    @Override
    public byte @Nullable [] argument(Object given, int place) {
      return null;
    }

    @Override
    public int index(Object connections) {
      return 7;
    }
  }

  /** Writes down what it is told. */
  private static final class Recorder extends RedisRecorder {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> lookups = Collections.synchronizedList(new ArrayList<>());
    final List<String> redirects = new ArrayList<>();
    int inFlight;

    @Override
    public RedisDatabase database(RedisServer server, int index) {
      return new RedisDatabase(Integer.toString(index), server.address, server.port);
    }

    @Override
    public boolean tellsKeys() {
      return false;
    }

    @Override
    public void started(RedisDatabase database, boolean blocking) {
      inFlight++;
    }

    @Override
    public void left(RedisDatabase database, boolean blocking) {
      inFlight--;
    }

    @Override
    public void ended(RedisCall call, Current thread) {
      calls.add(
          call.command().name
              + (" " + call.database().namespace)
              + (call.batchSize() < 0 ? "" : "[" + call.batchSize() + "]")
              + (call.thrown() == null ? "" : " failed")
              + (call.isBlocking() ? " blocking" : "")
              + (call.isUntold() ? " untold" : "")
              + (call.redirects() > 0 ? " after " + call.redirects() : "")
              + (" at " + call.server().address));
    }

    @Override
    public void looked(RedisDatabase database, RedisCommand command, long asked, long found) {
      lookups.add(command + " " + found + " of " + asked);
    }

    @Override
    public void redirected(String errorReply) {
      redirects.add(errorReply);
    }

    @Override
    public void opened(RedisDatabase database) {}

    @Override
    public void closed(RedisDatabase database) {}

    @Override
    public void reconnected(RedisDatabase database) {}
  }

  /** An object of a class that was woven. */
  private static final class Thing implements Carrier {
    private @Nullable Object carried;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object newCarried) {
      carried = newCarried;
    }
  }
}
