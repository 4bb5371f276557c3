package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolProbeTest {

  private static final long NEVER = 0;
  private static final long AT_ONCE = 1;

  private final List<String> told = new ArrayList<>();
  private final List<Leak> leaks = new ArrayList<>();
  private int names;
  private int reads;
  private final List<Object> closed = new ArrayList<>();
  private @Nullable String name = "orders";

  @BeforeEach
  void install() {
    ConnectionPools.install(new Named());
    PoolProbe.install(new Recorded(NEVER));
  }

  @AfterEach
  void forget() {
    PoolProbe.install(null);
    ConnectionPools.install(null);
    Carried.forgetAll();
  }

  @Test
  void eachBorrowIsOneWaitAndOneUse() {
    Object pool = new Pool();
    Object connection = new Connection();
    for (int i = 0; i < 2; i++) {
      long since = PoolProbe.now("lib", pool, null);
      PoolProbe.obtained("lib", pool, null, connection, since);
      assertThat(PoolProbe.isLent(connection)).isTrue();
      PoolProbe.returned(connection);
      PoolProbe.returned(connection);
      assertThat(PoolProbe.isLent(connection)).isFalse();
    }
    assertThat(told).containsExactly("orders wait", "orders use", "orders wait", "orders use");
  }

  @Test
  void whatIsGivenBackWithoutBeingBorrowedIsNoUse() {
    PoolProbe.returned(null);
    PoolProbe.returned(new Connection());
    assertThat(told).isEmpty();
  }

  @Test
  void aPoolOfWhateverObjectsIsKnownByTheFirstOneThatItLends() {
    Object pool = new Pool();
    Object connection = new Connection();
    for (int i = 0; i < 2; i++) {
      PoolProbe.obtainedOfAny(pool, connection, PoolProbe.nowOfAny(pool));
      PoolProbe.returned(connection);
    }
    PoolProbe.timedOutOfAny(pool);
    assertThat(told)
        .containsExactly("lib:1 wait", "lib:1 use", "lib:1 wait", "lib:1 use", "lib:1 timeout");
    assertThat(ConnectionPools.figures()).containsOnlyKeys("lib:1");
  }

  @Test
  void aPoolOfSomethingElseIsLeftAloneAfterTheFirstOne() {
    Object pool = new Pool();
    PoolProbe.timedOutOfAny(pool);
    PoolProbe.obtainedOfAny(pool, "no connection", PoolProbe.nowOfAny(pool));
    assertThat(PoolProbe.nowOfAny(pool)).isZero();
    assertThat(told).isEmpty();
    assertThat(ConnectionPools.figures()).isEmpty();

    PoolProbe.started("lib", pool, null);
    PoolProbe.obtainedOfAny(pool, new Connection(), PoolProbe.nowOfAny(pool));
    assertThat(told).containsExactly("orders wait");
  }

  @Test
  void creationsAndWaitsInVainAreTold() {
    Object pool = new Pool();
    PoolProbe.created("lib", pool, null, PoolProbe.now());
    PoolProbe.timedOut("lib", pool, null);
    assertThat(told).containsExactly("orders create", "orders timeout");
  }

  @Test
  void nothingIsMeasuredWithoutARecorder() {
    Object pool = new Pool();
    Object connection = new Connection();
    PoolProbe.install(null);
    assertThat(PoolProbe.now()).isZero();
    assertThat(PoolProbe.now("lib", pool, null)).isZero();
    PoolProbe.started("lib", pool, null);
    PoolProbe.obtained("lib", pool, null, connection, 0);
    PoolProbe.borrowed(pool, connection);
    PoolProbe.returned(connection);
    PoolProbe.timedOut("lib", pool, null);
    assertThat(told).isEmpty();
    assertThat(ConnectionPools.figures()).isEmpty();
  }

  @Test
  void aPoolIsMeasuredByTheRecorderOfItsTime() {
    Object pool = new Pool();
    PoolProbe.started("lib", pool, null);
    PoolProbe.install(null);
    PoolProbe.install(new Recorded(NEVER));
    PoolProbe.timedOut("lib", pool, null);
    assertThat(told).containsExactly("orders timeout");
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders");
  }

  @Test
  void poolsOfOneNameAreToldApart() {
    Object first = new Pool();
    Object second = new Pool();
    PoolProbe.started("lib", first, null);
    PoolProbe.started("lib", first, null);
    PoolProbe.started("lib", second, null);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders", "orders-2");
    PoolProbe.stopped(first);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders-2");
    Object third = new Pool();
    PoolProbe.started("lib", third, null);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders-2", "orders");
  }

  @Test
  void aPoolThatClosesWithoutAWordLeavesItsName() {
    Object first = new Pool();
    Object second = new Pool();
    PoolProbe.started("lib", first, null);
    closed.add(first);
    PoolProbe.started("lib", second, null);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders");
  }

  @Test
  void aStoppedPoolIsKnownAgainWhenItIsUsedAgain() {
    Object pool = new Pool();
    PoolProbe.started("lib", pool, null);
    PoolProbe.stopped(pool);
    PoolProbe.created("lib", pool, null, PoolProbe.now());
    long since = PoolProbe.now("lib", pool, null);
    assertThat(ConnectionPools.figures()).as("it may have nothing to lend").isEmpty();
    PoolProbe.obtained("lib", pool, null, new Connection(), since);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders");
    assertThat(used(pool)).isEqualTo(1);
    PoolProbe.stopped(pool);
    PoolProbe.started("lib", pool, null);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("orders");
  }

  @Test
  void whoHasWaitedWhileThePoolStoppedDoesNotStartIt() {
    Object pool = new Pool();
    long since = PoolProbe.now("lib", pool, null);
    PoolProbe.stopped(pool);
    PoolProbe.obtained("lib", pool, null, new Connection(), since);
    assertThat(told).containsExactly("orders wait");
    assertThat(ConnectionPools.figures()).isEmpty();
  }

  @Test
  void connectionsOutliveTheRecorderOfTheirFirstBorrow() {
    Object pool = new Pool();
    Object connection = new Connection();
    PoolProbe.obtained("lib", pool, null, connection, PoolProbe.now("lib", pool, null));
    PoolProbe.returned(connection);
    PoolProbe.install(null);
    PoolProbe.install(new Recorded(AT_ONCE));
    PoolProbe.obtained("lib", pool, null, connection, PoolProbe.now("lib", pool, null));
    assertThat(used(pool)).isEqualTo(1);
    ConnectionPools.checkLeaks();
    assertThat(leaks).hasSize(1);
  }

  @Test
  void whoWaitsIsCountedWhereThePoolDoesNot() {
    Object pool = new Pool();
    long first = PoolProbe.queue("lib", pool, null);
    long second = PoolProbe.queue("lib", pool, null);
    assertThat(pending()).isEqualTo(2);
    PoolProbe.leaveQueue(pool, second);
    assertThat(pending()).isEqualTo(1);
    PoolProbe.stopped(pool);
    PoolProbe.started("lib", pool, null);
    long third = PoolProbe.queue("lib", pool, null);
    PoolProbe.leaveQueue(pool, third);
    PoolProbe.leaveQueue(pool, first);
    assertThat(pending()).isZero();
    PoolProbe.queue("lib", pool, null);
    assertThat(pending()).isEqualTo(1);
  }

  @Test
  void otherPoolsAreNotReadWhenOneStarts() {
    PoolProbe.started("lib", new Pool(), null);
    PoolProbe.started("lib", new Pool(), null);
    assertThat(reads).isZero();
  }

  @Test
  void aPoolThatIsNotKnownLendsNothingByTheWay() {
    PoolProbe.borrowed(new Pool(), new Connection());
    assertThat(ConnectionPools.figures()).isEmpty();
  }

  @Test
  void aNameThatMayBeAnAddressIsNotOne() {
    name = "jdbc:postgresql://db/x?password=secret";
    Object pool = new Pool();
    PoolProbe.started("lib", pool, null);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("lib");
    name = null;
    Object unnamed = new Pool();
    PoolProbe.started("lib", unnamed, null);
    assertThat(ConnectionPools.figures()).containsOnlyKeys("lib", "lib-2");
    name = "x".repeat(1000);
    Object wordy = new Pool();
    PoolProbe.started("lib", wordy, null);
    assertThat(ConnectionPools.figures()).containsKey("x".repeat(100));
  }

  @Test
  void aPoolThatIsForgottenIsForgottenHere() {
    PoolProbe.started("lib", new Pool(), null);
    for (int i = 0; i < 1000 && !ConnectionPools.figures().isEmpty(); i++) {
      System.gc();
    }
    assertThat(ConnectionPools.figures()).isEmpty();
  }

  @Test
  void aLeakIsToldOnceForEachBorrow() {
    PoolProbe.install(new Recorded(AT_ONCE));
    Object pool = started(new Pool());
    Object connection = new Connection();
    for (int i = 0; i < 2; i++) {
      PoolProbe.borrowed(pool, connection);
      ConnectionPools.checkLeaks();
      ConnectionPools.checkLeaks();
      PoolProbe.timedOut("lib", pool, null);
      PoolProbe.returned(connection);
      ConnectionPools.checkLeaks();
    }
    assertThat(leaks).hasSize(2);
    assertThat(leaks.get(1).isBack).isFalse();
    assertThat(leaks.get(0).threadName).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void theFirstBorrowersPlaceIsKept() {
    PoolProbe.install(new Recorded(AT_ONCE));
    PoolProbe.borrowed(started(new Pool()), new Connection());
    ConnectionPools.checkLeaks();
    Throwable place = leaks.get(0).place;
    assertThat(place).isNotNull();
    assertThat(place.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("theFirstBorrowersPlaceIsKept"));
  }

  @Test
  void aPlaceThatWasToldIsForgottenThoughTheConnectionIsLost() {
    PoolProbe.install(new Recorded(AT_ONCE));
    Object connection = new Connection();
    PoolProbe.borrowed(started(new Pool()), connection);
    ConnectionPools.checkLeaks();
    WeakReference<Object> place = new WeakReference<>(leaks.remove(0).place);
    for (int i = 0; i < 1000 && place.get() != null; i++) {
      System.gc();
    }
    assertThat(place.get()).isNull();
    assertThat(PoolProbe.isLent(connection)).isTrue();
  }

  @Test
  void placesAreKeptNowAndThen() {
    PoolProbe.install(new Recorded(AT_ONCE));
    Object pool = started(new Pool());
    Object connection = new Connection();
    int borrows = 100_000;
    for (int i = 0; i < borrows; i++) {
      PoolProbe.borrowed(pool, connection);
      PoolProbe.returned(connection);
    }
    assertThat(leaks).hasSize(borrows);
    assertThat(leaks.stream().filter(leak -> leak.place != null).count())
        .isBetween(1L, borrows / 10L);
  }

  @Test
  void whoBorrowsLooksForOthersLeaks() {
    PoolProbe.install(new Recorded(AT_ONCE));
    Object pool = started(new Pool());
    Object held = new Connection();
    PoolProbe.borrowed(pool, held);
    assertThat(leaks).isEmpty();
    PoolProbe.borrowed(pool, new Connection());
    assertThat(leaks).hasSize(1);
    assertThat(PoolProbe.isLent(held)).isTrue();
  }

  @Test
  void aLeakThatNobodySawIsToldWhenItIsBack() {
    PoolProbe.install(new Recorded(AT_ONCE));
    Object pool = started(new Pool());
    Object connection = new Connection();
    PoolProbe.borrowed(pool, connection);
    PoolProbe.returned(connection);
    assertThat(leaks).singleElement().matches(leak -> leak.isBack);
  }

  @Test
  void placesAreNotKeptWithConnectionsThatHaveNoFieldForThem() {
    PoolProbe.install(new Recorded(AT_ONCE));
    Object pool = started(new Object());
    Object connection = new Object();
    PoolProbe.borrowed(pool, connection);
    PoolProbe.returned(connection);
    assertThat(leaks).hasSize(1).allMatch(leak -> leak.place == null);
  }

  @Test
  void aPoolWithoutAFieldIsMadeKnownOnce() {
    Object pool = new Object();
    Object connection = new Object();
    for (int i = 0; i < 3; i++) {
      long since = PoolProbe.now("lib", pool, null);
      PoolProbe.obtained("lib", pool, null, connection, since);
      PoolProbe.returned(connection);
    }
    assertThat(names).isEqualTo(1);
    assertThat(told).hasSize(6);
  }

  @Test
  void connectionsThatAreForgottenAreNotCounted() {
    Object pool = started(new Pool());
    PoolProbe.borrowed(pool, new Connection());
    for (int i = 0; i < 1000 && used(pool) > 0; i++) {
      System.gc();
    }
    assertThat(used(pool)).isZero();
  }

  private static Object started(Object pool) {
    PoolProbe.started("lib", pool, null);
    return pool;
  }

  private static long pending() {
    return ConnectionPools.figures().get("orders").pending;
  }

  private static long used(Object pool) {
    assertThat(pool).isNotNull();
    return ConnectionPools.figures().get("orders").used;
  }

  /** Has the field that the weaver adds. */
  private static class Connection implements Carrier {
    private @Nullable Object carried;

    @Override
    public @Nullable Object sonde$carried() {
      return carried;
    }

    @Override
    public void sonde$carry(@Nullable Object carried) {
      this.carried = carried;
    }
  }

  private static final class Pool extends Connection {}

  private final class Named implements ConnectionPools.Reader {
    @Override
    public @Nullable String name(String library, Object pool, @Nullable Object settings) {
      names++;
      return settings instanceof Connection ? "lib:1" : name;
    }

    @Override
    public @Nullable String library(Object lent) {
      return lent instanceof Connection ? "lib" : null;
    }

    @Override
    public boolean isOver(String library, Object pool) {
      return closed.contains(pool);
    }

    @Override
    public void read(String library, Object pool, @Nullable Object settings, PoolFigures into) {
      reads++;
    }
  }

  private final class Recorded extends PoolRecorder {
    private final long leakThreshold;

    Recorded(long leakThreshold) {
      this.leakThreshold = leakThreshold;
    }

    @Override
    public Series series(String poolName) {
      return new Series() {
        @Override
        public void waited(long nanos) {
          told.add(poolName + " wait");
        }

        @Override
        public void used(long nanos) {
          told.add(poolName + " use");
        }

        @Override
        public void created(long nanos) {
          told.add(poolName + " create");
        }

        @Override
        public void timedOut() {
          told.add(poolName + " timeout");
        }

        @Override
        public void leaked(Leak leak) {
          leaks.add(leak);
        }
      };
    }

    @Override
    public long leakThreshold() {
      return leakThreshold;
    }
  }
}
