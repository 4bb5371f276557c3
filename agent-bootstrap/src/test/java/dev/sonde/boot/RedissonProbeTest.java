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
class RedissonProbeTest {

  private static final RedisServer SERVER = new RedisServer("redis.example", 6380, null, 0);
  private static final Context CALLER = new Context(1, 2, 3, true, null, null);

  private final RedisRecording recorder = new RedisRecording();
  private final WovenThing owner = new WovenThing();
  private final WovenThing connections = new WovenThing();
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

  private RedissonCall begin(String command, Object... given) {
    RedisCommand known = RedisCommand.of(command);
    RedissonProbe.begin(owner, connections, promise, known, given, given.length, true);
    RedissonCall call = RedissonProbe.carried(owner);
    assertThat(call).isNotNull();
    return call;
  }

  @Test
  void endsOnceWithItsReplyAndInItsDatabase() {
    RedissonCall call = begin("GET", "k");
    assertThat(recorder.inFlight).isOne();
    RedissonProbe.reaches(owner, new WovenThing());
    RedissonProbe.delivered(RedissonProbe.delivering(call, "v", null));
    promise.complete("v");

    assertThat(recorder.calls).containsExactly("GET of 3 redis.example/7");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void endsWithThePromiseAtTheLatest() {
    begin("BLPOP", "k", 0);
    promise.completeExceptionally(new CancellationException());

    assertThat(recorder.calls).containsExactly("BLPOP broken blocking of 3 null/7");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void whoeverHearsOfTheReplyIsWhereTheCallerWas() {
    RedissonCall call = begin("GET", "k");
    Current thread = Current.cell();
    thread.set(null);
    RedissonCall delivered = RedissonProbe.delivering(call, null, null);
    assertThat(thread.get()).isSameAs(CALLER);
    RedissonProbe.delivered(delivered);
    assertThat(thread.get()).isNull();

    assertThat(RedissonProbe.delivering(call, null, null)).as("a second end").isNull();
    assertThat(recorder.lookups).containsExactly("GET 0 of 1");
  }

  @Test
  void eachWayToAnotherNodeIsOneRedirect() {
    RedissonCall call = begin("GET", "k");
    Object route = new Object();
    RedissonProbe.redirected(call, route, "MOVED");
    RedissonProbe.redirected(call, route, "MOVED"); // An attempt that goes the same way.
    RedissonProbe.redirected(call, new Object(), "ASK");
    promise.complete(null);

    assertThat(recorder.redirects).containsExactly("MOVED", "ASK");
    assertThat(recorder.calls).containsExactly("GET after 2 of 3 null/7");
  }

  @Test
  void aBatchTellsItsSizeAndWhatItsCommandsFound() {
    RedissonBatch batch = new RedissonBatch();
    batch.add(RedisCommand.of("GET"));
    batch.add(RedisCommand.of("GET"));
    RedissonProbe.begin(owner, connections, promise, batch);
    RedissonCall call = RedissonProbe.carried(owner);
    RedissonProbe.looked(call, RedisCommand.of("GET"), "v", 1);
    RedissonProbe.looked(call, RedisCommand.of("GET"), null, 1);
    promise.complete(null);

    assertThat(recorder.calls).containsExactly("PIPELINE GET[2] of 3 null/7");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1", "GET 0 of 1");
  }

  @Test
  void aWordAmongItsArgumentsLetsACommandWait() {
    RedisCommand read = RedisCommand.of("XREAD");
    RedissonProbe.begin(
        owner, connections, promise, read, new Object[] {"BLOCK", 1, "STREAMS", "k"}, 4, true);
    promise.complete(null);
    RedissonProbe.begin(
        owner, connections, promise, read, new Object[] {"STREAMS", "BLOCK", "0"}, 3, true);

    assertThat(recorder.calls).containsExactly("XREAD blocking of 3 null/7", "XREAD of 3 null/7");
  }

  @Test
  void whatAConnectionSendsForItselfBeginsNoTrace() {
    WovenThing client = new WovenThing();
    CompletableFuture<Object> pong = new CompletableFuture<>();
    Current.cell().set(null);
    RedissonProbe.follow(RedissonProbe.beginOwn(client, RedisCommand.of("PING"), 0), pong, null);
    Current.cell().set(CALLER);
    RedissonProbe.follow(RedissonProbe.beginOwn(client, RedisCommand.of("PING"), 0), pong, null);
    RedissonProbe.follow(RedissonProbe.beginOwn(client, RedisCommand.of("QUIT"), 0), pong, null);
    assertThat(recorder.calls).containsExactly("QUIT upkeep of 3 redis.example/7");
    pong.complete("PONG");

    assertThat(recorder.calls)
        .contains("PING upkeep untold of 0 redis.example/7", "PING upkeep of 3 redis.example/7")
        .hasSize(3);
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void whatTheClientDoesForItselfIsUpkeepWhateverTheCommand() {
    Current thread = RedisProbe.beginUpkeep();
    begin("EVAL", "return 1", 0);
    RedisProbe.endUpkeep(thread);
    promise.complete("v");
    begin("EVAL", "return 1", 0);

    assertThat(recorder.calls).containsExactly("EVAL upkeep of 0 null/7", "EVAL of 3 null/7");
  }

  @Test
  void whatWhoeverHasAConnectionSendsByItIsNotItsOwn() {
    WovenThing client = new WovenThing();
    promise.complete("v");
    RedissonProbe.follow(RedissonProbe.beginOwn(client, RedisCommand.of("GET"), 1), promise, null);
    RedisCommand subscribe = RedisCommand.of("SUBSCRIBE");
    RedissonProbe.follow(RedissonProbe.beginOwn(client, subscribe, 1), promise, null);

    assertThat(recorder.calls)
        .containsExactly("GET of 3 redis.example/7", "SUBSCRIBE of 3 redis.example/7");
  }

  @Test
  void aCallEndsOnceWhoeverEndsItAndBelongsToItsCaller() throws Exception {
    RedisDatabase database = recorder.database(SERVER, 1);
    RedissonCall call =
        RedissonProbe.begin(SERVER, database, RedisCommand.of("GET"), null, 1, false);
    assertThat(Current.context()).isSameAs(CALLER);
    Current.cell().set(null);
    assertThat(recorder.inFlight).isOne();
    List<@Nullable Context> left = Collections.synchronizedList(new ArrayList<>());
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                RedissonProbe.end(call, "v", null, null);
                left.add(Current.context());
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(recorder.calls).containsExactly("GET of 3 redis.example/1");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1");
    assertThat(left).containsOnlyNulls();
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void withoutARecorderNothingIsKept() {
    RedisProbe.install(null);
    RedissonProbe.begin(owner, connections, promise, RedisCommand.of("GET"), null, 1, true);
    RedissonProbe.begin(owner, connections, promise, new RedissonBatch());
    RedissonProbe.reaches(owner, connections);

    assertThat(RedissonProbe.carried(owner)).isNull();
    assertThat(RedissonProbe.beginOwn(owner, RedisCommand.of("PING"), 0)).isNull();
    assertThat(connections.sonde$carried()).isNull();
    assertThat(promise.getNumberOfDependents()).isZero();
  }

  @Test
  void connectionsAreCountedAsLongAsTheyAreOpenAndOpenedOnceMore() {
    WovenThing client = new WovenThing();
    WovenThing connection = new WovenThing();
    RedissonProbe.opened(connection, null, client, true);
    RedissonProbe.opened(connection, connection, client, true);
    RedissonProbe.opened(new WovenThing(), null, client, false);
    assertThat(recorder.open).isEqualTo(2);
    assertThat(RedissonPool.open(client)).isOne();
    RedissonProbe.closed(connection);
    RedissonProbe.closed(connection);
    assertThat(recorder.open).isOne();
    WovenThing first = new WovenThing();
    RedissonProbe.opened(first, null, client, true);
    RedissonProbe.opened(connection, first, client, true);
    assertThat(recorder.open).isEqualTo(2);
    RedissonProbe.closed(connection);
    RedissonProbe.closed(first);
    RedissonProbe.closed(new WovenThing());

    assertThat(recorder.open).isOne();
    assertThat(recorder.reconnects).isOne();
    assertThat(RedissonPool.open(client)).isZero();
    assertThat(RedissonPool.open(null)).isEqualTo(-1);
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
}
