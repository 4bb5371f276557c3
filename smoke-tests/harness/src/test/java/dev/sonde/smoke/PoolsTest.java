package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every pool's connections are counted and timed once, and those that are held too long told. */
class PoolsTest {

  private static final String COUNT = "db_client_connection_count";
  private static final String POOL = "db_client_connection_pool_name";
  private static final String STATE = "db_client_connection_state";
  private static final String PENDING = "db_client_connection_pending_requests";
  private static final String LEAKS = "sonde_db_client_connection_leaks_total";

  private static final List<String> NEWEST =
      List.of(
          "hikari",
          "tomcat-jdbc",
          "dbcp2",
          "tomcat-dbcp",
          "c3p0",
          "agroal",
          "druid",
          "vibur",
          "ucp",
          "dbcp2-shared",
          "dbcp2-per-user");

  private static final List<String> OLDEST =
      List.of(
          "hikari",
          "tomcat-jdbc",
          "dbcp2",
          "c3p0",
          "agroal",
          "druid",
          "vibur",
          "ucp",
          "dbcp2-shared",
          "dbcp2-per-user");

  /** Those that take a connection back from who holds it for too long. */
  private static final Set<String> FORGIVING =
      Set.of("tomcat-jdbc", "dbcp2", "tomcat-dbcp", "c3p0", "druid", "ucp");

  /**
   * The names under which a pool lends again after its end: what DBCP 2 has for each user begins
   * anew, with the first name that is free.
   */
  private static final Set<String> RESTARTING = Set.of("tomcat-jdbc", "dbcp2");

  @Test
  void theNewestVersions() throws Exception {
    Map<String, List<String>> nameless =
        Map.of(
            "agroal", List.of("agroal", "agroal-2"),
            "dbcp2-shared", List.of("dbcp2-2", "dbcp2-3"),
            "dbcp2-per-user", List.of("dbcp2-4", "dbcp2-5"));
    assertMeasured(Jdk.own(), "app-pools", NEWEST, nameless, Set.of());
  }

  @Test
  void theOldestVersions() throws Exception {
    Map<String, List<String>> nameless =
        Map.of(
            "agroal", List.of("agroal", "agroal-2"),
            "dbcp2", List.of("dbcp2", "dbcp2-2", "dbcp2-3"),
            "dbcp2-shared", List.of("dbcp2-4", "dbcp2-5"),
            "dbcp2-per-user", List.of("dbcp2-6", "dbcp2-7"));
    assertMeasured(Jdk.of(8), "app-pools-old", OLDEST, nameless, Set.of("ucp"));
  }

  /**
   * @param nameless the pools that have no name, with what they go by: their library's name, and a
   *     number from the second on
   * @param curious those that open one more connection, to see where they lead
   */
  private static void assertMeasured(
      Jdk jdk,
      String app,
      List<String> pools,
      Map<String, List<String>> nameless,
      Set<String> curious)
      throws Exception {
    List<String> unmeasured;
    try (ChildJvm plain = launch(jdk, app, pools).withoutAgent().start()) {
      unmeasured = finish(plain);
    }
    try (ChildJvm measured = launch(jdk, app, pools).start()) {
      measured.awaitAgentLine("metrics at");
      SoftAssertions softly = new SoftAssertions();
      for (String pool : pools) {
        measured.metricsWith(2, LEAKS, POOL, busy(pool, nameless));
        MetricsPage page = measured.metricsWith(1, PENDING, POOL, busy(pool, nameless));
        assertBusy(softly, page, busy(pool, nameless));
        assertQuick(softly, page, quick(pool, nameless));
        softly
            .assertThat(value(page, quick(pool, nameless), "create_time_seconds_count"))
            .as(pool)
            .isEqualTo(curious.contains(pool) ? 3 : 2);
      }
      RawHttp.exchange(measured.port(), "/release");
      for (String pool : pools) {
        MetricsPage page =
            measured.metricsWith(0, COUNT, POOL, busy(pool, nameless), STATE, "used");
        assertReleased(softly, page, busy(pool, nameless));
      }
      RawHttp.exchange(measured.port(), "/close");
      MetricsPage end = measured.metrics();
      softly.assertThat(end.samples(COUNT)).as("after the end").isEmpty();
      for (String pool : pools) {
        assertEnded(
            softly, end, quick(pool, nameless), RESTARTING.contains(quick(pool, nameless)) ? 7 : 6);
        if (FORGIVING.contains(pool)) {
          assertTakenBack(softly, end, lost(pool, nameless));
        }
      }
      RawHttp.exchange(measured.port(), "/end");
      assertThat(measured.awaitExit(Duration.ofSeconds(30))).isZero();
      softly.assertThat(said(measured)).containsExactlyInAnyOrderElementsOf(unmeasured);
      softly.assertThat(measured.agentLines("ERROR")).isEmpty();
      softly
          .assertThat(measured.agentLines("WARN"))
          .allMatch(line -> line.contains("A connection of the pool "))
          .allMatch(
              line ->
                  line.matches(".*(-busy|-\\d) has been held for \\d+ s by the thread main\\..*"))
          .allMatch(
              line -> line.contains("It was borrowed at dev.sonde.smoke.pools.Pools$Busy.<init>("));
      // Of two that were borrowed one right after the other, one place is known at least.
      for (String pool : pools) {
        softly
            .assertThat(measured.agentLines("WARN"))
            .filteredOn(line -> line.contains(" pool " + busy(pool, nameless) + " has been held"))
            .as(pool)
            .hasSizeBetween(1, 2)
            .doesNotHaveDuplicates();
      }
      softly.assertThat(measured.agentLines()).noneMatch(line -> line.contains("sesame"));
      softly.assertAll();
    }
  }

  private static void assertQuick(SoftAssertions softly, MetricsPage page, String pool) {
    softly.assertThat(value(page, pool, "max")).as(pool).isEqualTo(2);
    softly.assertThat(value(page, pool, "wait_time_seconds_count")).as(pool).isEqualTo(5);
    softly.assertThat(value(page, pool, "use_time_seconds_count")).as(pool).isEqualTo(5);
    softly.assertThat(value(page, pool, "timeouts_total")).as(pool).isEqualTo(1);
    softly.assertThat(value(page, pool, "pending_requests")).as(pool).isZero();
    softly.assertThat(page.value(COUNT, POOL, pool, STATE, "used")).as(pool).isZero();
    softly.assertThat(page.value(COUNT, POOL, pool, STATE, "idle")).as(pool).isEqualTo(2);
    softly.assertThat(page.value(LEAKS, POOL, pool)).as(pool).isZero();
  }

  private static void assertBusy(SoftAssertions softly, MetricsPage page, String pool) {
    softly.assertThat(value(page, pool, "wait_time_seconds_count")).as(pool).isEqualTo(2);
    softly.assertThat(value(page, pool, "use_time_seconds_count")).as(pool).isZero();
    softly.assertThat(value(page, pool, "pending_requests")).as(pool).isEqualTo(1);
    softly.assertThat(page.value(COUNT, POOL, pool, STATE, "used")).as(pool).isEqualTo(2);
    softly.assertThat(page.value(COUNT, POOL, pool, STATE, "idle")).as(pool).isZero();
    softly.assertThat(page.value(LEAKS, POOL, pool)).as(pool).isEqualTo(2);
  }

  private static void assertReleased(SoftAssertions softly, MetricsPage page, String pool) {
    softly.assertThat(value(page, pool, "wait_time_seconds_count")).as(pool).isEqualTo(3);
    softly.assertThat(value(page, pool, "use_time_seconds_count")).as(pool).isEqualTo(3);
    softly.assertThat(value(page, pool, "timeouts_total")).as(pool).isZero();
    softly.assertThat(page.value(COUNT, POOL, pool, STATE, "idle")).as(pool).isEqualTo(2);
    softly.assertThat(page.value(LEAKS, POOL, pool)).as(pool).isEqualTo(2);
  }

  /** One more was borrowed until after the end, and one again where a pool may start again. */
  private static void assertEnded(
      SoftAssertions softly, MetricsPage page, String pool, int borrows) {
    softly.assertThat(value(page, pool, "wait_time_seconds_count")).as(pool).isEqualTo(borrows);
    softly.assertThat(value(page, pool, "use_time_seconds_count")).as(pool).isEqualTo(borrows);
  }

  private static void assertTakenBack(SoftAssertions softly, MetricsPage page, String pool) {
    softly.assertThat(value(page, pool, "wait_time_seconds_count")).as(pool).isEqualTo(1);
    softly.assertThat(value(page, pool, "use_time_seconds_count")).as(pool).isEqualTo(1);
    softly.assertThat(page.value(LEAKS, POOL, pool)).as(pool).isZero();
  }

  private static String quick(String pool, Map<String, List<String>> nameless) {
    return nameless.containsKey(pool) ? nameless.get(pool).get(0) : pool;
  }

  private static String busy(String pool, Map<String, List<String>> nameless) {
    return nameless.containsKey(pool) ? nameless.get(pool).get(1) : pool + "-busy";
  }

  private static String lost(String pool, Map<String, List<String>> nameless) {
    return nameless.containsKey(pool) ? nameless.get(pool).get(2) : pool + "-lost";
  }

  private static double value(MetricsPage page, String pool, String metric) {
    return page.value("db_client_connection_" + metric, POOL, pool);
  }

  private static Launch launch(Jdk jdk, String app, List<String> pools) {
    Path jar = Path.of(System.getProperty("sonde.smoke.apps", ".."), app, "target", "app.jar");
    return Launch.java(jdk, "-jar", jar.toAbsolutePath().normalize().toString())
        .set("sonde.jdbc.leak-threshold", "6s")
        .arguments(pools.toArray(new String[0]));
  }

  private static List<String> finish(ChildJvm app) throws Exception {
    for (String step : List.of("/release", "/close", "/end")) {
      RawHttp.exchange(app.port(), step);
    }
    assertThat(app.awaitExit(Duration.ofSeconds(30))).isZero();
    return said(app);
  }

  private static List<String> said(ChildJvm app) {
    return app.stdout().lines().stream().filter(line -> !line.startsWith("READY ")).toList();
  }
}
