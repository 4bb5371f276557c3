package dev.sonde.exporters.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.boot.Leak;
import dev.sonde.core.Config;
import dev.sonde.core.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LeakLogTest {

  @TempDir Path directory;

  private Path file = Path.of("");
  private String pool = "";
  private LeakLog log = new LeakLog("");

  @BeforeEach
  void configure(TestInfo test) {
    file = directory.resolve("sonde.log");
    Log.configure(Config.of(Map.of("sonde.log.file", file.toString()), Map.of(), null));
    pool = test.getTestMethod().orElseThrow().getName(); // What is told once is told once a JVM.
    log = new LeakLog(pool);
  }

  @AfterEach
  void backToDefaults() {
    Log.configure(Config.of(Map.of(), Map.of(), null));
  }

  @Test
  void eachPlaceIsToldOnce() throws IOException {
    StackTraceElement order = new StackTraceElement("shop.Orders", "list", "Orders.java", 7);
    StackTraceElement basket = new StackTraceElement("shop.Basket", "add", "Basket.java", 8);
    for (int i = 0; i < 3; i++) {
      log.tell(leak(61, -1, place(order), false));
      log.tell(leak(62, -1, place(basket), true));
    }
    assertThat(lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .endsWith(
                        "A connection of the pool "
                            + pool
                            + " has been held for 61 s by the thread worker."
                            + " It was borrowed at shop.Orders.list(Orders.java:7)."),
            line ->
                assertThat(line)
                    .contains(" was held for 62 s ")
                    .endsWith("shop.Basket.add(Basket.java:8)."));
  }

  @Test
  void whereNoPlaceWasKeptNothingIsAddedToThePlacesOfOthers() throws IOException {
    log.tell(leak(61, -1, place(new StackTraceElement("shop.Orders", "list", "O.java", 7)), false));
    log.tell(leak(61, -1, null, false));
    assertThat(lines()).hasSize(1);
  }

  @Test
  void frameworksArePassedOver() {
    StackTraceElement probe = new StackTraceElement("dev.sonde.boot.Loan", "begin", "L.java", 1);
    StackTraceElement hikari = new StackTraceElement("com.zaxxer.hikari.X", "get", "X.java", 2);
    StackTraceElement own = new StackTraceElement("shop.Orders", "list", "Orders.java", 3);
    assertThat(LeakLog.frames(new StackTraceElement[] {probe, hikari, own, own}))
        .isEqualTo("shop.Orders.list(Orders.java:3) < shop.Orders.list(Orders.java:3).");
    assertThat(LeakLog.frames(new StackTraceElement[] {probe, hikari}))
        .isEqualTo("com.zaxxer.hikari.X.get(X.java:2).");
    assertThat(LeakLog.frames(new StackTraceElement[0])).isEmpty();
  }

  @Test
  void whereNoPlaceWasKeptItsThreadIsLookedAt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              awaitAtAPlace(done);
            });
    thread.start();
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    log.tell(leak(61, thread.getId(), null, false));
    done.countDown();
    thread.join();
    log.tell(leak(61, thread.getId(), null, false));
    assertThat(lines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line).contains("That thread is now at ").doesNotContain("exporters"));
  }

  @Test
  void aThreadThatHasEndedIsSaidToHave() throws IOException {
    log.tell(leak(61, -1, null, false));
    assertThat(lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("That thread has ended."));
  }

  private static void awaitAtAPlace(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Leak leak(int seconds, long thread, @Nullable Throwable place, boolean isBack) {
    return new Leak(TimeUnit.SECONDS.toNanos(seconds), "worker", thread, place, isBack);
  }

  private static Throwable place(StackTraceElement frame) {
    Throwable place = new Throwable();
    place.setStackTrace(new StackTraceElement[] {frame});
    return place;
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }
}
