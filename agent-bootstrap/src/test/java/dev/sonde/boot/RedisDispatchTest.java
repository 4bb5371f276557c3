package dev.sonde.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisDispatchTest {

  private static final RedisServer SERVER = new RedisServer("one", 1, "10.0.0.1", 1);
  private static final RedisServer OTHER = new RedisServer("two", 2, "10.0.0.2", 2);

  private final Recorder recorder = new Recorder();
  private final Thing connection = new Thing();
  private final Thing endpoint = new Thing();
  private final Thing handler = new Thing();

  @BeforeEach
  void connect() {
    RedisProbe.install(recorder);
    RedisProbe.installReader(
        new RedisProbe.Reader() {
          @Override
          public RedisServer server(
              Object asked, @Nullable Object factory, @Nullable Object address) {
            return (RedisServer) address;
          }

          @Override
          public byte @Nullable [] argument(Object given, int place) {
            return null;
          }
        });
    RedisChannel.opened(handler, endpoint, SERVER);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RedisProbe.install(null);
    RedisProbe.installReader(null);
    Current.cell().set(null);
    assertThat(recorder.inFlight).isZero();
    recorder.inFlightByNamespace.values().removeIf(count -> count == 0);
    assertThat(recorder.inFlightByNamespace).isEmpty();
  }

  @Test
  void aPoolsLoanOutlivesATransaction() {
    ConnectionLoans loans = new ConnectionLoans();
    PoolProbe.install(loans);
    try {
      Thing pool = new Thing();
      PoolProbe.started("lib", pool, null);
      PoolProbe.borrowed(pool, connection);
      Thing multi = written("MULTI");
      RedisDispatch.ended(multi, "OK", null, null);
      Thing exec = written("EXEC");
      RedisDispatch.ended(exec, "OK", null, null);
      PoolProbe.returned(connection);
      PoolProbe.borrowed(pool, connection);
      Thing given = written("MULTI");
      PoolProbe.returned(connection);
      assertThat(loans.uses).isEqualTo(2);
      RedisDispatch.ended(given, "OK", null, null);
      RedisDispatch.closing(connection);
    } finally {
      PoolProbe.install(null);
    }
  }

  private Thing made(String name) {
    return made(name, false);
  }

  private Thing made(String name, boolean queued) {
    Thing command = new Thing();
    RedisDispatch.made(connection, command, name.getBytes(US_ASCII), "", 1, queued);
    return command;
  }

  private Thing written(String name) {
    return written(made(name));
  }

  private Thing written(Thing command) {
    RedisDispatch.goesTo(endpoint, command, false);
    RedisDispatch.sent(channel(handler), command, new byte[0], "", 1);
    return command;
  }

  private static RedisChannel channel(Thing handler) {
    RedisChannel channel = RedisChannel.of(handler);
    assertThat(channel).isNotNull();
    return channel;
  }

  private static void reply(Thing command, @Nullable Object reply) {
    RedisDispatch.ended(command, reply, null, null);
  }

  private static Context context(long span) {
    return new Context(1, 2, span, true, null, null);
  }

  @Test
  void aCommandIsMeasuredOnceHoweverOftenItIsHandedOnAndEnds() {
    Current.cell().set(context(7));
    Thing command = written("GET");
    RedisDispatch.made(connection, command, "GET".getBytes(US_ASCII), "", 1, false);
    written(command);
    assertThat(recorder.inFlight).isEqualTo(1);
    Current.cell().set(null);
    reply(command, "v");
    RedisDispatch.cancelled(command, null);

    assertThat(recorder.calls).containsExactly("GET of 7 one/0");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1");
  }

  @Test
  void whatIsSentInAnotherDatabaseThanItWasMadeForIsInFlightThere() {
    Thing unknown = new Thing();
    Thing early = made("GET");
    RedisDispatch.goesTo(unknown, early, false);
    RedisDispatch.sent(channel(handler), early, new byte[0], "", 1);
    Thing again = written("GET");
    channel(handler).selects(3);
    RedisDispatch.sent(channel(handler), again, new byte[0], "", 1);
    assertThat(recorder.inFlightByNamespace).isEqualTo(Map.of("0", 1, "3", 1));
    reply(early, null);
    reply(again, null);

    assertThat(recorder.calls).containsExactly("GET of 0 one/0", "GET of 0 one/3");
  }

  @Test
  void whatEndsBeforeItHasAConnectionIsMeasuredWithoutOne() {
    Thing command = made("GET");
    RedisDispatch.ended(command, null, new IllegalStateException(), null);
    written(command);

    assertThat(recorder.calls).containsExactly("GET broken of 0 null/-1");
  }

  @Test
  void aConnectionsOwnCommandsBelongToNobody() {
    Current.cell().set(context(7));
    Thing command = written(new Thing());
    assertThat(command.carried).isNotNull();
    RedisDispatch.ended(command, null, null, "ERR no");

    assertThat(recorder.calls).containsExactly("_OTHER ERR of 0 one/0");
    assertThat(recorder.untold).as("no trace of its own").isTrue();
  }

  @Test
  void whatIsHeldBeginsWhenItIsSent() {
    Thing command = made("SET");
    RedisDispatch.goesTo(endpoint, command, true);
    long before = System.nanoTime();
    RedisDispatch.sent(channel(handler), command, new byte[0], "", 1);
    reply(command, null);

    assertThat(recorder.lastStart).isGreaterThanOrEqualTo(before);
  }

  @Test
  void anotherNodeAndAReconnectionAreOneOperation() {
    Thing command = written("GET");
    RedisDispatch.redirected(command, "MOVED 1 two:2");
    Thing otherHandler = new Thing();
    RedisChannel.opened(otherHandler, endpoint, OTHER);
    RedisDispatch.goesTo(endpoint, command, false);
    RedisDispatch.sent(channel(otherHandler), command, new byte[0], "", 1);
    reply(command, null);
    Thing last = written("GET");
    RedisDispatch.ended(last, null, null, "MOVED 1 one:1");
    Thing asking = made("ASKING");

    assertThat(asking.carried).isNull();
    assertThat(recorder.calls).containsExactly("GET after 1 of 0 two/0", "GET MOVED of 0 one/0");
    assertThat(recorder.redirects).containsExactly("MOVED 1 two:2", "MOVED 1 one:1");
    assertThat(recorder.reconnects).isEqualTo(1);
  }

  @Test
  void aTransactionIsOneOperation() {
    Thing multi = written("MULTI");
    Thing first = written(made("SET", true));
    Thing second = written(made("GET", true));
    reply(multi, "OK");
    reply(multi, "OK");
    assertThat(recorder.inFlight).isEqualTo(1);
    Thing exec = written(made("EXEC"));
    reply(first, "OK");
    RedisDispatch.ended(second, null, null, "WRONGTYPE no");
    reply(exec, "");
    reply(exec, "");
    reply(written("GET"), null);

    assertThat(recorder.calls).containsExactly("MULTI[2] WRONGTYPE of 0 one/0", "GET of 0 one/0");
  }

  @Test
  void aTransactionOfOneKindADiscardedOneAndOneThatDoesNotBegin() {
    written("MULTI");
    written(made("INCR", true));
    written(made("INCR", true));
    reply(written(made("EXEC", true)), "");
    written("MULTI");
    written(made("INCR", true));
    reply(written(made("DISCARD")), "");
    Thing multi = written("MULTI");
    RedisDispatch.ended(multi, null, null, "LOADING no");
    reply(written("GET"), null);

    assertThat(recorder.calls)
        .containsExactly(
            "MULTI INCR[2] of 0 one/0",
            "DISCARD[1] of 0 one/0",
            "MULTI[0] LOADING of 0 one/0",
            "GET of 0 one/0");
  }

  @Test
  void aTransactionThatNobodyEndsGoesWithItsConnection() {
    written("MULTI");
    RedisDispatch.closing(connection);
    reply(written("GET"), null);

    assertThat(recorder.calls).containsExactly("GET of 0 one/0");
  }

  @Test
  void aSelectionCountsWhenItHasSucceeded() {
    for (int index = 3; index <= 4; index++) {
      Thing select = made("SELECT");
      RedisDispatch.goesTo(endpoint, select, false);
      assertThat(RedisDispatch.sent(channel(handler), select, new byte[0], "", 1)).isTrue();
      RedisDispatch.selects(channel(handler), select, index);
      RedisDispatch.ended(select, null, null, index == 3 ? null : "ERR no");
    }
    reply(written("GET"), null);

    assertThat(recorder.calls)
        .containsExactly("SELECT of 0 one/0", "SELECT ERR of 0 one/3", "GET of 0 one/3");
  }

  @Test
  void whoHasWaitedForTooLongIsToldFromWhoCancels() throws Exception {
    Thing command = written("GET");
    RedisDispatch.isWaitedFor(command);
    assertThat(RedisDispatch.isTooLate(command)).isTrue();
    boolean[] elsewhere = {true};
    Thread other = new Thread(() -> elsewhere[0] = RedisDispatch.isTooLate(command));
    other.start();
    other.join();
    RedisDispatch.cancelled(command, null);

    assertThat(elsewhere).containsExactly(false);
    assertThat(recorder.thrown).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsCalledAtTheEndSeesTheContextOfWhoAskedAndLeavesNone() {
    Context caller = context(7);
    Current.cell().set(caller);
    Thing command = written("GET");
    Current.cell().set(null);
    reply(command, null);

    Object entered = RedisDispatch.enter(command);
    assertThat(Current.context()).isSameAs(caller);
    Object again = RedisDispatch.enter(command);
    RedisDispatch.leave(again);
    assertThat(Current.context()).isSameAs(caller);
    RedisDispatch.leave(entered);
    assertThat(Current.context()).isNull();

    Thing nobodys = written("GET");
    reply(nobodys, null);
    Current.cell().set(caller);
    entered = RedisDispatch.enter(nobodys);
    assertThat(Current.context()).isNull();
    RedisDispatch.leave(entered);
    assertThat(Current.context()).isSameAs(caller);
  }

  @Test
  void argumentsCanLetACommandWait() {
    Object arguments = new Object();
    RedisDispatch.blocks(arguments);
    for (Object each : Arrays.asList(arguments, new Object())) {
      Thing command = new Thing();
      RedisDispatch.made(connection, command, "XREAD".getBytes(US_ASCII), each, 5, false);
      reply(written(command), null);
    }

    assertThat(recorder.calls).containsExactly("XREAD blocking of 0 one/0", "XREAD of 0 one/0");
  }

  @Test
  void aCommandOfAClassThatIsOlderThanTheAgentKeepsNothingAfterItsEnd() {
    Object command = new Object();
    RedisDispatch.made(connection, command, "GET".getBytes(US_ASCII), "", 1, false);
    RedisDispatch.goesTo(endpoint, command, false);
    RedisDispatch.ended(command, null, null, null);
    RedisDispatch.cancelled(command, null);

    assertThat(Carried.get(command)).isNull();
    assertThat(recorder.calls).containsExactly("GET of 0 one/0");
  }

  @Test
  void connectionsAreCountedAsLongAsTheyAreOpen() {
    Thing second = new Thing();
    RedisChannel.opened(second, null, OTHER);
    RedisChannel.opened(second, null, OTHER);
    assertThat(recorder.open).isEqualTo(2);
    RedisChannel.closed(second);
    RedisChannel.closed(second);
    RedisChannel.closed(handler);
    RedisChannel.closed(new Thing());

    assertThat(recorder.open).isZero();
    assertThat(recorder.reconnects).isZero();
  }

  @Test
  void nothingIsInFlightHoweverCallsAndEndsMeet() throws Exception {
    for (int i = 0; i < 300; i++) {
      Thing command = made("GET");
      CyclicBarrier start = new CyclicBarrier(2);
      Thread ending =
          new Thread(
              () -> {
                await(start);
                RedisDispatch.cancelled(command, null);
              });
      ending.start();
      await(start);
      written(command);
      ending.join();
    }

    assertThat(recorder.calls).hasSize(300);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Writes down what it is told. */
  private static final class Recorder extends RedisRecorder {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> lookups = new ArrayList<>();
    final List<String> redirects = new ArrayList<>();
    final Map<String, Integer> inFlightByNamespace = new TreeMap<>();
    int inFlight;
    int reconnects;
    int open;
    long lastStart;
    @Nullable Throwable thrown;
    boolean untold;

    @Override
    public RedisDatabase database(RedisServer server, int index) {
      return new RedisDatabase(Integer.toString(index), server.address, server.port);
    }

    @Override
    public boolean tellsKeys() {
      return false;
    }

    @Override
    public synchronized void started(RedisDatabase database, boolean blocking) {
      inFlight++;
      inFlightByNamespace.merge(String.valueOf(database.namespace), 1, Integer::sum);
    }

    @Override
    public synchronized void left(RedisDatabase database, boolean blocking) {
      inFlight--;
      inFlightByNamespace.merge(String.valueOf(database.namespace), -1, Integer::sum);
    }

    @Override
    public void ended(RedisCall call, Current thread) {
      lastStart = call.startNanos();
      thrown = call.thrown();
      untold = call.isUntold();
      Context parent = call.parent();
      String error = call.errorReply();
      RedisDatabase database = call.database();
      calls.add(
          call.command().name
              + (call.batchSize() < 0 ? "" : "[" + call.batchSize() + "]")
              + (error != null ? " " + error.split(" ")[0] : thrown != null ? " broken" : "")
              + (call.isBlocking() ? " blocking" : "")
              + (call.redirects() > 0 ? " after " + call.redirects() : "")
              + (parent == null ? "" : " of " + parent.spanId)
              + (" " + database.serverAddress + '/' + database.namespace));
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
    public void opened(RedisDatabase database) {
      open++;
    }

    @Override
    public void closed(RedisDatabase database) {
      open--;
    }

    @Override
    public void reconnected(RedisDatabase database) {
      reconnects++;
    }
  }

  /** An object of a class that was woven. */
  private static final class Thing implements Carrier {
    private volatile @Nullable Object carried;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object newCarried) {
      carried = newCarried;
    }
  }

  /** Counts what is given back to a pool. */
  private static final class ConnectionLoans extends PoolRecorder {
    private int uses;

    @Override
    public long leakThreshold() {
      return 0;
    }

    @Override
    public Series series(String poolName) {
      return new Series() {
        @Override
        public void waited(long nanos) {}

        @Override
        public void used(long nanos) {
          uses++;
        }

        @Override
        public void created(long nanos) {}

        @Override
        public void timedOut() {}

        @Override
        public void leaked(Leak leak) {}
      };
    }
  }
}
