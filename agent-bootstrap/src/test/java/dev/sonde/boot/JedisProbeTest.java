package dev.sonde.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JedisProbeTest {

  private static final RedisServer SERVER =
      new RedisServer("redis.example", 6380, "10.0.0.9", 6380);
  private static final RuntimeException BROKEN = new IllegalStateException("broken");

  private final RedisRecording recorder = new RedisRecording();
  private final WovenThing connection = new WovenThing();

  @BeforeEach
  void connect() {
    RedisProbe.install(recorder);
    RedisProbe.installReader(new Reader());
    JedisProbe.connected(connection, null, null, null);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    RedisProbe.install(null);
    RedisProbe.installReader(null);
    Current.cell().serve();
    Current.cell().forget();
  }

  private void send(String command) {
    send(connection, command, 1);
  }

  private static void send(Object connection, String command, int arguments) {
    JedisProbe.sent(
        connection, RedisCommand.of(command), null, arguments, false, RedisProbe.now(), null);
  }

  private void reply(@Nullable Object... replies) {
    JedisProbe.waiting(connection);
    for (Object reply : replies) {
      JedisProbe.replied(connection, reply, null, null);
    }
  }

  private void replyError(String error) {
    JedisProbe.waiting(connection);
    JedisProbe.replied(connection, null, BROKEN, error);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  @Test
  void aCommandIsOneCall() {
    send("GET");
    assertThat(recorder.inFlight).isZero();
    JedisProbe.waiting(connection);
    assertThat(recorder.inFlight).isOne();
    reply(bytes("v"));
    send("SET");
    reply(bytes("OK"));

    assertThat(recorder.calls).containsExactly("GET redis.example/0", "SET redis.example/0");
    assertThat(recorder.inFlight).isZero();
    assertThat(Current.context()).isNull();
  }

  @Test
  void aPoolsLoanIsKeptBesideAndASubscriptionIsNoLeak() {
    Lender lender = new Lender();
    PoolProbe.install(lender);
    try {
      WovenThing pool = new WovenThing();
      PoolProbe.started("lib", pool, null);
      PoolProbe.borrowed(pool, connection);
      send("GET");
      reply(bytes("v"));
      PoolProbe.returned(connection);
      assertThat(lender.told).containsExactly("used", "leaked");

      PoolProbe.borrowed(pool, connection);
      send("SUBSCRIBE");
      PoolProbe.returned(connection);
      assertThat(lender.told).containsExactly("used", "leaked", "used");
      assertThat(recorder.calls).hasSize(2);
    } finally {
      PoolProbe.install(null);
    }
  }

  @Test
  void anOpenConnectionIsCountedUntilItIsClosedByWhomeverAndHoweverOften() {
    assertThat(recorder.open).isOne();
    JedisProbe.connected(connection, null, null, null);
    assertThat(recorder.open).as("connected once more").isOne();
    JedisProbe.connected(connection, null, null, BROKEN);
    assertThat(recorder.open).as("not connected").isOne();
    JedisProbe.disconnected(connection);
    JedisProbe.disconnected(connection);
    JedisProbe.disconnected(new WovenThing());
    assertThat(recorder.open).isZero();
  }

  @Test
  void afterTheLastSubscriptionTheConnectionIsLikeAnyOther() {
    send("SUBSCRIBE");
    JedisProbe.replied(connection, Arrays.asList(bytes("subscribe"), bytes("c"), 1L), null, null);
    JedisProbe.replied(
        connection, Arrays.asList(bytes("message"), bytes("c"), bytes("v")), null, null);
    send("PING");
    assertThat(recorder.calls).as("while it is subscribed").hasSize(2);
    send("UNSUBSCRIBE");
    JedisProbe.replied(connection, Arrays.asList(bytes("unsubscribe"), bytes("c"), 0L), null, null);
    send("CLIENT");
    assertThat(recorder.calls).hasSize(3);
    replyError("ERR no");
    assertThat(recorder.calls.get(3)).startsWith("CLIENT ERR");
  }

  @Test
  void whatIsSentBeforeTheFirstReplyIsReadIsAPipeline() {
    send("SET");
    send("GET");
    send("GET");
    reply(bytes("OK"), bytes("v"), null);
    send("GET");
    send("GET");
    reply(bytes("v"), null);

    assertThat(recorder.calls)
        .containsExactly("PIPELINE[3] redis.example/0", "PIPELINE GET[2] redis.example/0");
    assertThat(recorder.lookups)
        .containsExactly("GET 1 of 1", "GET 0 of 1", "GET 1 of 1", "GET 0 of 1");
  }

  @Test
  void thePipelinesTimeBeginsWhenItsRepliesAreWaitedFor() {
    send("SET");
    send("SET");
    long before = System.nanoTime();
    reply(bytes("OK"), bytes("OK"));

    assertThat(recorder.lastStart).isGreaterThanOrEqualTo(before);
  }

  @Test
  void aTransactionIsOneCallWheneverItsRepliesAreRead() {
    // At once.
    send("MULTI");
    reply(bytes("OK"));
    send("SET");
    send("GET");
    send("EXEC");
    reply(bytes("QUEUED"), bytes("QUEUED"), Arrays.asList(bytes("OK"), null));
    // Before the end.
    send("MULTI");
    send("INCR");
    send("INCR");
    reply(bytes("OK"), bytes("QUEUED"), bytes("QUEUED"));
    assertThat(recorder.inFlight).isZero();
    send("EXEC");
    reply(Arrays.asList(1L, 2L));
    // Each by itself.
    send("MULTI");
    reply(bytes("OK"));
    send("GET");
    reply(bytes("QUEUED"));
    send("EXEC");
    reply(Collections.singletonList(null));

    assertThat(recorder.calls)
        .containsExactly(
            "MULTI[2] redis.example/0",
            "MULTI INCR[2] redis.example/0",
            "MULTI GET[1] redis.example/0");
    assertThat(recorder.lookups).as("QUEUED is no value").isEmpty();
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void aTransactionThatIsGivenUpIsItsEnd() {
    send("MULTI");
    reply(bytes("OK"));
    send("SET");
    send("DISCARD");
    reply(bytes("QUEUED"), bytes("OK"));
    send("GET");
    reply((Object) null);

    assertThat(recorder.calls).containsExactly("DISCARD[1] redis.example/0", "GET redis.example/0");
  }

  @Test
  void anErrorReplyIsTheCallsAndTheFirstOneThatOfThePipeline() {
    send("INCR");
    replyError("ERR value is not an integer or out of range");
    send("SET");
    send("LPUSH");
    send("HGET");
    reply(bytes("OK"));
    replyError("WRONGTYPE Operation against a key");
    replyError("ERR unknown");

    assertThat(recorder.calls)
        .containsExactly("INCR ERR redis.example/0", "PIPELINE[3] WRONGTYPE redis.example/0");
  }

  @Test
  void whatCanNotBeSentOrReadHasFailed() {
    JedisProbe.sent(connection, RedisCommand.of("GET"), null, 1, false, RedisProbe.now(), BROKEN);
    send("SET");
    JedisProbe.waiting(connection);
    JedisProbe.broken(connection, BROKEN);
    send("DEL");
    send("DEL");
    reply(1L);
    JedisProbe.replied(connection, null, BROKEN, null);
    send("MULTI");
    send("DEL");
    JedisProbe.waiting(connection);
    JedisProbe.broken(connection, BROKEN);
    send("PING");
    reply(bytes("PONG"));

    assertThat(recorder.calls)
        .containsExactly(
            "GET broken redis.example/0",
            "SET broken redis.example/0",
            "PIPELINE DEL[2] broken redis.example/0",
            "MULTI DEL[1] broken redis.example/0",
            "PING redis.example/0");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void aConnectionThatIsOpenedOnceMoreKnowsNothingOfWhatWasSentBefore() {
    send("GET");
    JedisProbe.waiting(connection);
    JedisProbe.connected(connection, null, null, null);
    send("SET");
    reply(bytes("OK"));

    assertThat(recorder.calls).containsExactly("SET redis.example/0");
    assertThat(recorder.reconnects).isOne();
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void messagesAreNoReplies() {
    send("SUBSCRIBE");
    reply(bytes("subscribe"), bytes("message"), bytes("message"));
    send("UNSUBSCRIBE");
    reply(bytes("unsubscribe"));
    send("PING");
    reply(bytes("PONG"));

    assertThat(recorder.calls)
        .containsExactly(
            "SUBSCRIBE redis.example/0", "UNSUBSCRIBE redis.example/0", "PING redis.example/0");
  }

  @Test
  void theDatabaseIsTheOneThatWasSelectedAndUnknownWhereNobodySaidWhich() {
    JedisProbe.selecting(connection, 3);
    send("SELECT");
    reply(bytes("OK"));
    send("GET");
    reply((Object) null);
    JedisProbe.selecting(connection, 99);
    send("SELECT");
    replyError("ERR DB index is out of range");
    send("GET");
    reply((Object) null);
    send("SELECT");
    reply(bytes("OK"));
    send("GET");
    reply((Object) null);

    assertThat(recorder.calls)
        .containsExactly(
            "SELECT redis.example/0",
            "GET redis.example/3",
            "SELECT ERR redis.example/3",
            "GET redis.example/3",
            "SELECT redis.example/3",
            "GET redis.example/-1");
  }

  @Test
  void whatWaitsOnTheServerIsMarkedAndNotInFlight() {
    byte[][] waiting = {bytes("COUNT"), bytes("1"), bytes("block"), bytes("0"), bytes("STREAMS")};
    byte[][] named = {bytes("STREAMS"), bytes("BLOCK"), bytes("0")};
    RedisCommand read = RedisCommand.of("XREAD");
    assertThat(JedisProbe.blocks(read, waiting)).isTrue();
    assertThat(JedisProbe.blocks(read, named)).isFalse();
    assertThat(JedisProbe.blocks(RedisCommand.of("SET"), waiting)).isFalse();
    byte[][] group = {bytes("GROUP"), bytes("block"), bytes("block"), bytes("STREAMS"), bytes("s")};
    byte[][] waits = {bytes("GROUP"), bytes("g"), bytes("c"), bytes("BLOCK"), bytes("0")};
    RedisCommand readGroup = RedisCommand.of("XREADGROUP");
    assertThat(JedisProbe.blocks(readGroup, group)).isFalse();
    assertThat(JedisProbe.blocks(readGroup, waits)).isTrue();
    assertThat(JedisProbe.blocks(readGroup, new byte[0][])).isFalse();

    JedisProbe.sent(connection, read, null, 5, true, RedisProbe.now(), null);
    reply((Object) null);
    send("BLPOP");
    reply((Object) null);
    assertThat(recorder.calls)
        .containsExactly("XREAD blocking redis.example/0", "BLPOP blocking redis.example/0");
  }

  @Test
  void lookupsAreCountedByTheTypesOfReplies() {
    send("GET");
    reply(bytes("v"));
    send("MGET");
    reply(Arrays.asList(bytes("v"), null, bytes("v")));
    send("HGETALL");
    reply(Collections.emptyList());
    send("HEXISTS");
    reply(1L);
    send(connection, "EXISTS", 3);
    reply(2L);
    send("SET");
    reply(bytes("OK"));

    assertThat(recorder.lookups)
        .containsExactly(
            "GET 1 of 1", "MGET 2 of 3", "HGETALL 0 of 1", "HEXISTS 1 of 1", "EXISTS 2 of 3");
  }

  @Test
  void attemptsAreOneCallFromTheFirstOneOn() {
    Current thread = JedisProbe.attempt(null);
    long before = System.nanoTime();
    send("GET");
    long after = System.nanoTime();
    replyError("MOVED 42 10.0.0.2:6379");
    WovenThing other = new WovenThing();
    send(other, "CLUSTER", 1);
    JedisProbe.waiting(other);
    JedisProbe.replied(other, bytes("slots"), null, null);
    send(other, "ASKING", 0);
    JedisProbe.waiting(other);
    JedisProbe.replied(other, bytes("OK"), null, null);
    send(other, "GET", 1);
    JedisProbe.waiting(other);
    JedisProbe.replied(other, bytes("v"), null, null);
    assertThat(recorder.lastStart).isBetween(before, after);
    JedisProbe.attempted(thread, null, 0, null);

    assertThat(recorder.calls)
        .containsExactly("CLUSTER redis.example/-1", "GET after 1 redis.example/-1");
    assertThat(recorder.redirects).containsExactly("MOVED 42 10.0.0.2:6379");
  }

  @Test
  void aConnectionWhoseReplyWasMissedIsMeasuredAgain() {
    send("GET");
    JedisProbe.waiting(connection);
    for (int i = 0; i < 100; i++) {
      send("GET");
      reply(bytes("v"));
    }
    assertThat(recorder.calls).hasSize(100).containsOnly("GET redis.example/0");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void whatAnotherThreadSendsByASubscribedConnectionIsNoBusinessOfItsReader() throws Exception {
    send("SUBSCRIBE");
    Thread pinging =
        new Thread(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                send("PING");
                JedisProbe.waiting(connection);
              }
            });
    pinging.start();
    while (pinging.isAlive()) {
      JedisProbe.replied(connection, bytes("message"), null, null);
    }
    pinging.join();
    assertThat(recorder.inFlight).isZero();
    assertThat(recorder.calls).hasSize(20_001);

    send("UNSUBSCRIBE");
    send("GET");
    reply(bytes("v"));
    assertThat(recorder.calls).endsWith("UNSUBSCRIBE redis.example/0", "GET redis.example/0");
  }

  @Test
  void aTransactionEndsWhateverTheCaseOfItsEndAndWithAReset() {
    for (String end : new String[] {"exec", "RESET"}) {
      send("multi");
      reply(bytes("OK"));
      send("SET");
      send(end);
      reply(bytes("QUEUED"), Collections.singletonList(bytes("OK")));
      send("GET");
      reply(bytes("v"));
    }

    assertThat(recorder.calls)
        .containsExactly(
            "MULTI SET[1] redis.example/0",
            "GET redis.example/0",
            "RESET[1] redis.example/0",
            "GET redis.example/0");
  }

  @Test
  void whatFailsInsideATransactionIsItsFailure() {
    send("MULTI");
    send("SET");
    send("LPUSH");
    send("EXEC");
    reply(
        bytes("OK"),
        bytes("QUEUED"),
        bytes("QUEUED"),
        Arrays.asList(bytes("OK"), new IllegalStateException("WRONGTYPE Operation against")));

    assertThat(recorder.calls).containsExactly("MULTI[2] WRONGTYPE redis.example/0");
  }

  @Test
  void aSelectionCountsWhereTheServerMadeIt() {
    WovenThing fresh = new WovenThing();
    JedisProbe.selecting(fresh, 3);
    JedisProbe.connected(fresh, null, null, null); // The first command connects.
    send(fresh, "SELECT", 1);
    send(fresh, "LPUSH", 2);
    JedisProbe.waiting(fresh);
    JedisProbe.replied(fresh, bytes("OK"), null, null);
    JedisProbe.replied(fresh, null, BROKEN, "WRONGTYPE Operation against");
    assertThat(databaseOf(fresh)).isEqualTo("GET redis.example/3");

    for (Object outcome : new Object[] {null, Collections.singletonList(bytes("OK"))}) {
      send(fresh, "MULTI", 0);
      JedisProbe.selecting(fresh, 5);
      send(fresh, "SELECT", 1);
      send(fresh, "EXEC", 0);
      JedisProbe.waiting(fresh);
      JedisProbe.replied(fresh, bytes("OK"), null, null);
      JedisProbe.replied(fresh, bytes("QUEUED"), null, null);
      JedisProbe.replied(fresh, outcome, null, null);
      assertThat(databaseOf(fresh)).isEqualTo("GET redis.example/" + (outcome == null ? 3 : 5));
    }
    send(fresh, "RESET", 0);
    JedisProbe.waiting(fresh);
    JedisProbe.replied(fresh, bytes("RESET"), null, null);
    assertThat(databaseOf(fresh)).isEqualTo("GET redis.example/0");
  }

  private String databaseOf(WovenThing asked) {
    send(asked, "GET", 1);
    JedisProbe.waiting(asked);
    JedisProbe.replied(asked, bytes("v"), null, null);
    return recorder.calls.get(recorder.calls.size() - 1);
  }

  @Test
  void whatAClientSendsForItselfIsNoAttempt() {
    RedisCommand get = RedisCommand.of("GET");
    Current thread = JedisProbe.attempt(get);
    send("CLIENT");
    replyError("ERR unknown subcommand");
    send("GET");
    replyError("MOVED 42 10.0.0.2:6379");
    send("CLIENT");
    replyError("ERR unknown subcommand");
    send("GET");
    reply(bytes("v"));
    JedisProbe.attempted(thread, get, 1, null);

    assertThat(recorder.calls)
        .containsExactly(
            "CLIENT ERR redis.example/0",
            "CLIENT ERR redis.example/0",
            "GET after 1 redis.example/0");
  }

  @Test
  void whatAClientSendsForItselfIsToldFromWhatItIsAskedFor() {
    Current thread = RedisProbe.beginUpkeep();
    Current inner = RedisProbe.beginUpkeep();
    send("HELLO");
    reply("OK");
    RedisProbe.endUpkeep(inner);
    send("CLIENT");
    send("CLIENT");
    reply("OK", "OK");
    send("SUBSCRIBE");
    RedisProbe.endUpkeep(thread);
    JedisProbe.connected(connection, null, null, null);
    send("PING");
    reply("PONG");

    assertThat(recorder.calls)
        .containsExactly(
            "HELLO upkeep redis.example/0",
            "PIPELINE CLIENT[2] upkeep redis.example/0",
            "SUBSCRIBE upkeep redis.example/0",
            "PING redis.example/0");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void anAttemptThatReachesNobodyIsTheEndOfThoseBeforeIt() {
    RedisCommand get = RedisCommand.of("GET");
    Current thread = JedisProbe.attempt(get);
    send("GET");
    replyError("MOVED 42 10.0.0.2:6379");
    long before = System.nanoTime();
    JedisProbe.connected(new WovenThing(), null, null, BROKEN);
    JedisProbe.attempted(thread, get, 1, BROKEN);
    assertThat(recorder.calls).containsExactly("GET broken after 1 redis.example/0");
    assertThat(recorder.lastEnd).isGreaterThanOrEqualTo(before);

    thread = JedisProbe.attempt(get);
    JedisProbe.connected(new WovenThing(), null, null, BROKEN);
    long reached = System.nanoTime();
    send("GET");
    reply(bytes("v"));
    JedisProbe.attempted(thread, get, 1, null);
    assertThat(recorder.lastStart).as("with what was lost before").isLessThan(reached);
  }

  @Test
  void attemptsThatAllFailAreOneCallThatFails() {
    Current thread = JedisProbe.attempt(null);
    send("GET");
    replyError("MOVED 42 10.0.0.2:6379");
    send("GET");
    JedisProbe.waiting(connection);
    JedisProbe.replied(connection, null, BROKEN, null);
    assertThat(recorder.calls).isEmpty();
    JedisProbe.attempted(thread, RedisCommand.of("GET"), 1, BROKEN);

    assertThat(recorder.calls).containsExactly("GET broken after 1 redis.example/0");
    assertThat(recorder.inFlight).isZero();
  }

  @Test
  void aCommandWithoutAConnectionHasFailedAtTheServerThatIsNotThere() {
    Current thread = JedisProbe.attempt(null);
    JedisProbe.connected(new WovenThing(), null, null, BROKEN);
    JedisProbe.attempted(thread, RedisCommand.of("GET"), 1, BROKEN);
    JedisProbe.attempted(JedisProbe.attempt(null), null, 0, null);

    assertThat(recorder.calls).containsExactly("GET broken redis.example/-1");
  }

  @Test
  void whatACommandIsGivenIsKeptOnlyWhereItsKeysAreTold() {
    Object given = new Object();
    RedisCommand get = RedisCommand.of("GET");
    JedisProbe.sent(connection, get, given, 1, false, RedisProbe.now(), null);
    reply((Object) null);
    assertThat(recorder.given).isNull();
    recorder.tellsKeys = true;
    JedisProbe.sent(connection, get, given, 1, false, RedisProbe.now(), null);
    reply((Object) null);
    assertThat(recorder.given).isSameAs(given);
    JedisProbe.sent(connection, get, given, 1, false, RedisProbe.now(), null);
    JedisProbe.sent(connection, get, given, 1, false, RedisProbe.now(), null);
    reply(null, null);
    assertThat(recorder.given).as("a pipeline's").isNull();
  }

  @Test
  void withoutARecorderNothingIsKept() {
    RedisProbe.install(null);
    WovenThing fresh = new WovenThing();
    assertThat(RedisProbe.now()).isZero();
    assertThat(JedisProbe.attempt(null)).isNull();
    send(fresh, "GET", 1);
    JedisProbe.waiting(fresh);
    JedisProbe.replied(fresh, null, null, null);

    assertThat(fresh.sonde$carried()).isNull();
    assertThat(recorder.calls).isEmpty();
  }

  @Test
  void whereNothingMoreCanBeKeptAConnectionIsNotMeasured() {
    List<Object> crowd = new ArrayList<>();
    try {
      while (Carried.hasRoomFor("none of a woven class")) {
        Object each = new Object();
        crowd.add(each);
        Carried.put(each, "kept");
      }
      Object older = new Object();
      JedisProbe.connected(older, null, null, null);
      send(older, "GET", 1);
      JedisProbe.waiting(older);
      JedisProbe.replied(older, null, null, null);
      send("GET");
      reply(bytes("v"));
      assertThat(recorder.calls).containsExactly("GET redis.example/0");
    } finally {
      Carried.forgetAll();
    }
    assertThat(crowd).isNotEmpty();
  }

  /** Knows one server. */
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
  }

  /** To which whatever takes any time is a leak. */
  private static final class Lender extends PoolRecorder {
    final List<String> told = new ArrayList<>();

    @Override
    public long leakThreshold() {
      return 1;
    }

    @Override
    public Series series(String poolName) {
      return new Series() {
        @Override
        public void waited(long nanos) {}

        @Override
        public void used(long nanos) {
          told.add("used");
        }

        @Override
        public void created(long nanos) {}

        @Override
        public void timedOut() {}

        @Override
        public void leaked(Leak leak) {
          told.add("leaked");
        }
      };
    }
  }
}
