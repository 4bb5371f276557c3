package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LettuceProbeTest {

  private static final RedisServer SERVER = new RedisServer("one", 1, "10.0.0.1", 1);
  private static final RedisServer OTHER = new RedisServer("two", 2, "10.0.0.2", 2);

  private final RedisRecording recorder = new RedisRecording();
  private final WovenThing connection = new WovenThing();
  private final WovenThing endpoint = new WovenThing();
  private final WovenThing handler = new WovenThing();

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
    LettuceChannel.opened(handler, endpoint, SERVER);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RedisProbe.install(null);
    RedisProbe.installReader(null);
    Current.cell().set(null);
    assertThat(recorder.inFlight).isZero();
    assertThat(recorder.inFlightByNamespace).isEmpty();
  }

  @Test
  void aPoolsLoanOutlivesATransaction() {
    ConnectionLoans loans = new ConnectionLoans();
    PoolProbe.install(loans);
    try {
      WovenThing pool = new WovenThing();
      PoolProbe.started("lib", pool, null);
      PoolProbe.borrowed(pool, connection);
      WovenThing multi = written("MULTI");
      LettuceProbe.ended(multi, "OK", null, null);
      WovenThing exec = written("EXEC");
      LettuceProbe.ended(exec, "OK", null, null);
      PoolProbe.returned(connection);
      PoolProbe.borrowed(pool, connection);
      WovenThing given = written("MULTI");
      PoolProbe.returned(connection);
      assertThat(loans.uses).isEqualTo(2);
      LettuceProbe.ended(given, "OK", null, null);
      LettuceProbe.closing(connection);
    } finally {
      PoolProbe.install(null);
    }
  }

  private WovenThing made(String name) {
    return made(name, false);
  }

  private WovenThing made(String name, boolean queued) {
    WovenThing command = new WovenThing();
    ask(command, name, "", queued);
    return command;
  }

  private void ask(Object command, String name, Object arguments, boolean queued) {
    if (!LettuceProbe.isKnown(command)) {
      LettuceProbe.made(connection, command, RedisCommand.of(name), arguments, 1, queued);
    }
  }

  private static boolean send(LettuceChannel channel, Object command) {
    if (LettuceProbe.isOwn(command)) {
      LettuceProbe.madeByItself(channel, command, RedisCommand.OTHER, 1);
    }
    return LettuceProbe.sent(channel, command);
  }

  private WovenThing written(String name) {
    return written(made(name));
  }

  private WovenThing written(WovenThing command) {
    LettuceProbe.goesTo(endpoint, command, false);
    send(channel(handler), command);
    return command;
  }

  private static LettuceChannel channel(WovenThing handler) {
    LettuceChannel channel = LettuceChannel.of(handler);
    assertThat(channel).isNotNull();
    return channel;
  }

  private static void reply(WovenThing command, @Nullable Object reply) {
    LettuceProbe.ended(command, reply, null, null);
  }

  private static Context context(long span) {
    return new Context(1, 2, span, true, null, null);
  }

  @Test
  void aCommandIsMeasuredOnceHoweverOftenItIsHandedOnAndEnds() {
    Current.cell().set(context(7));
    WovenThing command = written("GET");
    ask(command, "GET", "", false);
    written(command);
    assertThat(recorder.inFlight).isEqualTo(1);
    Current.cell().set(null);
    reply(command, "v");
    LettuceProbe.cancelled(command, null);

    assertThat(recorder.calls).containsExactly("GET of 7 one/0");
    assertThat(recorder.lookups).containsExactly("GET 1 of 1");
  }

  @Test
  void whatIsSentInAnotherDatabaseThanItWasMadeForIsInFlightThere() {
    WovenThing unknown = new WovenThing();
    WovenThing early = made("GET");
    LettuceProbe.goesTo(unknown, early, false);
    send(channel(handler), early);
    WovenThing again = written("GET");
    channel(handler).select(3);
    send(channel(handler), again);
    assertThat(recorder.inFlightByNamespace).isEqualTo(Map.of("0", 1, "3", 1));
    reply(early, null);
    reply(again, null);

    assertThat(recorder.calls).containsExactly("GET of 0 one/0", "GET of 0 one/3");
  }

  @Test
  void whatEndsBeforeItHasAConnectionIsMeasuredWithoutOne() {
    WovenThing command = made("GET");
    LettuceProbe.ended(command, null, new IllegalStateException(), null);
    written(command);

    assertThat(recorder.calls).containsExactly("GET broken of 0 null/-1");
  }

  @Test
  void aConnectionsOwnCommandsBelongToNobody() {
    Current.cell().set(context(7));
    WovenThing command = written(new WovenThing());
    assertThat(command.sonde$carried()).isNotNull();
    LettuceProbe.ended(command, null, null, "ERR no");

    assertThat(recorder.calls).containsExactly("_OTHER ERR upkeep untold one/0");
  }

  @Test
  void whatTheClientWantsToKnowIsNobodys() {
    WovenThing known = new WovenThing();
    Current thread = RedisProbe.beginUpkeep();
    LettuceProbe.connecting(known);
    assertThat(keepsUp(connection, "SUBSCRIBE", false)).as("in what it does for itself").isTrue();
    RedisProbe.endUpkeep(thread);
    assertThat(keepsUp(known, "INFO", false)).as("by a connection of its own").isTrue();
    assertThat(keepsUp(connection, "INFO", true)).as("on a thread of its own").isTrue();

    assertThat(keepsUp(connection, "INFO", false)).isFalse();
    assertThat(keepsUp(connection, "SUBSCRIBE", true)).isFalse();
    Current.cell().set(context(7));
    assertThat(keepsUp(connection, "INFO", true)).as("in a trace").isFalse();

    WovenThing command = new WovenThing();
    LettuceProbe.keepsUp(known, command, RedisCommand.of("CLUSTER"), 1, false);
    reply(written(command), "nodes");
    assertThat(recorder.calls).containsExactly("CLUSTER upkeep untold one/0");
  }

  private static boolean keepsUp(Object connection, String name, boolean byClient) {
    return LettuceProbe.keepsUp(connection, new WovenThing(), RedisCommand.of(name), 1, byClient);
  }

  @Test
  void whatIsHeldBeginsWhenItIsSent() {
    WovenThing command = made("SET");
    LettuceProbe.goesTo(endpoint, command, true);
    long before = System.nanoTime();
    send(channel(handler), command);
    reply(command, null);

    assertThat(recorder.lastStart).isGreaterThanOrEqualTo(before);
  }

  @Test
  void anotherNodeAndAReconnectionAreOneOperation() {
    WovenThing command = written("GET");
    LettuceProbe.redirected(command, "MOVED 1 two:2");
    WovenThing otherHandler = new WovenThing();
    LettuceChannel.opened(otherHandler, endpoint, OTHER);
    LettuceProbe.goesTo(endpoint, command, false);
    send(channel(otherHandler), command);
    reply(command, null);
    WovenThing last = written("GET");
    LettuceProbe.ended(last, null, null, "MOVED 1 one:1");
    WovenThing asking = made("ASKING");

    assertThat(asking.sonde$carried()).isNull();
    assertThat(recorder.calls).containsExactly("GET after 1 of 0 two/0", "GET MOVED of 0 one/0");
    assertThat(recorder.redirects).containsExactly("MOVED 1 two:2", "MOVED 1 one:1");
    assertThat(recorder.reconnects).isEqualTo(1);
  }

  @Test
  void aTransactionIsOneOperation() {
    WovenThing multi = written("MULTI");
    WovenThing first = written(made("SET", true));
    WovenThing second = written(made("GET", true));
    reply(multi, "OK");
    reply(multi, "OK");
    assertThat(recorder.inFlight).isEqualTo(1);
    WovenThing exec = written(made("EXEC"));
    reply(first, "OK");
    LettuceProbe.ended(second, null, null, "WRONGTYPE no");
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
    WovenThing multi = written("MULTI");
    LettuceProbe.ended(multi, null, null, "LOADING no");
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
    LettuceProbe.closing(connection);
    reply(written("GET"), null);

    assertThat(recorder.calls).containsExactly("GET of 0 one/0");
  }

  @Test
  void whatIsSentBehindASelectionGoesThere() {
    for (String error : Arrays.asList(null, "ERR no")) {
      WovenThing select = made("SELECT");
      send(channel(handler), select);
      LettuceProbe.selects(channel(handler), select, error == null ? 3 : 4);
      WovenThing behind = written("GET");
      LettuceProbe.ended(select, null, null, error);
      reply(behind, null);
    }
    reply(written("GET"), null);

    assertThat(recorder.calls)
        .containsExactly(
            "SELECT of 0 one/0",
            "GET of 0 one/3",
            "SELECT ERR of 0 one/3",
            "GET of 0 one/4",
            "GET of 0 one/3");
  }

  @Test
  void nothingOfACommandStaysWithItsFuture() {
    Current.cell().set(context(7));
    WovenThing command = written("GET");
    WovenThing multi = written("MULTI");
    WovenThing queued = written(made("SET", true));
    WovenThing exec = written(made("EXEC"));
    for (WovenThing each : Arrays.asList(command, multi, queued, exec)) {
      LettuceProbe.leave(LettuceProbe.ended(each, null, null, null));
    }

    assertThat(command.sonde$carried())
        .isNotInstanceOfAny(LettuceCall.class, Context.class)
        .isSameAs(multi.sonde$carried())
        .isSameAs(queued.sonde$carried())
        .isSameAs(exec.sonde$carried());
    assertThat(LettuceProbe.enter(command)).isNull();
    assertThat(send(channel(handler), command)).as("one that is over already").isFalse();
    assertThat(recorder.calls).hasSize(2);
  }

  @Test
  void anEnumsNameOfACommandIsAskedForItsBytesOnce() {
    assertThat(LettuceCommands.of("no enum")).isNull();
    assertThat(LettuceCommands.of("no enum", new byte[] {'G', 'E', 'T'}))
        .isSameAs(RedisCommand.of("GET"));
    assertThat(LettuceCommands.of(Own.READ)).isNull();
    RedisCommand read = LettuceCommands.of(Own.READ, new byte[] {'M', '.', 'R'});
    assertThat(read.name).isEqualTo("M.R");
    assertThat(LettuceCommands.of(Own.READ)).isSameAs(read);
    assertThat(LettuceCommands.of(Own.WRITE)).isNull();
  }

  private enum Own {
    WRITE,
    READ {}
  }

  @Test
  void aSelectionCountsUnlessItFails() {
    for (int index = 3; index <= 4; index++) {
      WovenThing select = made("SELECT");
      LettuceProbe.goesTo(endpoint, select, false);
      assertThat(send(channel(handler), select)).isTrue();
      LettuceProbe.selects(channel(handler), select, index);
      LettuceProbe.ended(select, null, null, index == 3 ? null : "ERR no");
    }
    reply(written("GET"), null);

    assertThat(recorder.calls)
        .containsExactly("SELECT of 0 one/0", "SELECT ERR of 0 one/3", "GET of 0 one/3");
  }

  @Test
  void whoHasWaitedForTooLongIsToldFromWhoCancels() throws Exception {
    WovenThing command = written("GET");
    LettuceProbe.isWaitedFor(command);
    assertThat(LettuceProbe.isTooLate(command)).isTrue();
    boolean[] elsewhere = {true};
    Thread other = new Thread(() -> elsewhere[0] = LettuceProbe.isTooLate(command));
    other.start();
    other.join();
    LettuceProbe.cancelled(command, null);

    assertThat(elsewhere).containsExactly(false);
    assertThat(recorder.thrown).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsCalledAtTheEndSeesTheContextOfWhoAskedAndLeavesNone() {
    Context caller = context(7);
    Current.cell().set(caller);
    WovenThing command = written("GET");
    Current.cell().set(null);
    Object entered = LettuceProbe.ended(command, null, null, null);
    assertThat(Current.context()).isSameAs(caller);
    LettuceProbe.leave(entered);
    assertThat(Current.context()).isNull();

    WovenThing nobodys = written("GET");
    Current.cell().set(caller);
    entered = LettuceProbe.ended(nobodys, null, null, null);
    assertThat(Current.context()).isNull();
    LettuceProbe.leave(entered);
    assertThat(Current.context()).isSameAs(caller);
  }

  @Test
  void aSubscriberSeesTheContextOfWhoAskedBeforeTheEndAndAfterIt() {
    Context caller = context(7);
    Current.cell().set(caller);
    WovenThing command = written("GET");
    Current.cell().set(null);
    for (int i = 0; i < 2; i++) {
      Object entered = LettuceProbe.enter(command);
      assertThat(Current.context()).isSameAs(caller);
      LettuceProbe.leave(LettuceProbe.enter(command));
      assertThat(Current.context()).isSameAs(caller);
      LettuceProbe.leave(entered);
      assertThat(Current.context()).isNull();
      LettuceProbe.over(command, null, null, null);
    }
    assertThat(recorder.calls).containsExactly("GET of 7 one/0");
  }

  @Test
  void whoBeginsToWaitWhileACommandEndsIsNotMistakenForWhomItEndsOn() throws Exception {
    Context caller = context(7);
    Current.cell().set(caller);
    LettuceCall call = new LettuceCall();
    call.parent(context(8));
    call.enter(Current.cell());
    Thread waiting = new Thread(call::isWaitedFor);
    waiting.start();
    waiting.join();
    assertThat(Current.context()).isNotSameAs(caller);
    call.leave();

    assertThat(Current.context()).isSameAs(caller);
  }

  @Test
  void argumentsCanLetACommandWait() {
    Object arguments = new Object();
    LettuceProbe.blocks(arguments);
    for (Object each : Arrays.asList(arguments, new Object())) {
      WovenThing command = new WovenThing();
      ask(command, "XREAD", each, false);
      reply(written(command), null);
    }

    assertThat(recorder.calls).containsExactly("XREAD blocking of 0 one/0", "XREAD of 0 one/0");
  }

  @Test
  void aCommandOfAClassThatIsOlderThanTheAgentKeepsNothingAfterItsEnd() {
    Object command = new Object();
    ask(command, "GET", "", false);
    LettuceProbe.goesTo(endpoint, command, false);
    LettuceProbe.ended(command, null, null, null);
    LettuceProbe.cancelled(command, null);

    assertThat(Carried.get(command)).isNull();
    assertThat(recorder.calls).containsExactly("GET of 0 one/0");
  }

  @Test
  void connectionsAreCountedAsLongAsTheyAreOpen() {
    WovenThing second = new WovenThing();
    LettuceChannel.opened(second, null, OTHER);
    LettuceChannel.opened(second, null, OTHER);
    assertThat(recorder.open).isEqualTo(2);
    LettuceChannel.closed(second);
    LettuceChannel.closed(second);
    LettuceChannel.closed(handler);
    LettuceChannel.closed(new WovenThing());

    assertThat(recorder.open).isZero();
    assertThat(recorder.reconnects).isZero();
  }

  @Test
  void nothingIsInFlightHoweverCallsAndEndsMeet() throws Exception {
    for (int i = 0; i < 300; i++) {
      WovenThing command = made("GET");
      CyclicBarrier start = new CyclicBarrier(2);
      Thread ending =
          new Thread(
              () -> {
                await(start);
                LettuceProbe.cancelled(command, null);
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
