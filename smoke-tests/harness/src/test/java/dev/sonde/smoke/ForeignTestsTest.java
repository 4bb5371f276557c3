package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tests that others wrote of what they do with JDBC or Redis end as they do without the agent. */
class ForeignTestsTest {

  /** Far fewer than there are, more than a broken discovery finds. */
  private static final int MANY = 900;

  private static final int MANY_OF_JCACHE = 150;

  private static final String OUTCOME = "OUTCOME ";

  /** Classes of tests that start a PostgreSQL of their own. */
  private static final String NEED_POSTGRESQL =
      ".*(Pg|PG|Postgres|TestArgumentBinder|TestBatchExceptionRewrite|TestCallable"
          + "|TestCollectionArguments|TestScript).*";

  /** They wait for what comes later, need more than Redisson, or mostly fail with it. */
  private static final String OTHERS = ".*\\.(annotation|event|expiry|integration|management)\\..*";

  @Test
  void theTestsOfJdbiEndAsTheyDoWithoutTheAgent() throws Exception {
    Map<String, String> expected = outcomes(jdbi().withoutAgent().finish());
    assertThat(expected.values()).containsOnly("SUCCESSFUL", "SKIPPED");

    List<ReceivedSpan> spans = assertSame(expected, MANY, jdbi());

    assertThat(spans)
        .filteredOn(span -> "h2database".equals(span.attribute("db.system.name")))
        .hasSizeGreaterThan(MANY);
  }

  /** Redisson is an implementation of JCache, which is tested by a kit of its own. */
  @Test
  void theTestsOfJCacheEndWithRedissonAsTheyDoWithoutTheAgent() throws Exception {
    Map<String, String> expected;
    try (DatabaseServer redis = DatabaseServer.redis()) {
      expected = outcomes(redisson(redis).withoutAgent().finish());
    }
    try (DatabaseServer redis = DatabaseServer.redis()) {
      List<ReceivedSpan> spans = assertSame(expected, MANY_OF_JCACHE, redisson(redis));

      assertThat(spans)
          .filteredOn(span -> "redis".equals(span.attribute("db.system.name")))
          .hasSizeGreaterThan(MANY_OF_JCACHE);
    }
  }

  private static List<ReceivedSpan> assertSame(
      Map<String, String> expected, int many, Launch launch) throws Exception {
    assertThat(expected.values().stream().filter("SUCCESSFUL"::equals)).hasSizeGreaterThan(many);
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Launch.Finished run = launch.tracesTo(receiver).finish();

      assertThat(outcomes(run)).isEqualTo(expected);
      assertThat(run.stderr())
          .filteredOn(line -> line.contains(" [sonde] "))
          .noneMatch(line -> line.contains("ERROR") || line.contains("WARN"));
      return receiver.spans();
    }
  }

  private static Launch jdbi() {
    return suite("suite-jdbi", "org.jdbi.v3", NEED_POSTGRESQL);
  }

  private static Launch redisson(DatabaseServer redis) {
    return suite("suite-redisson", "org.jsr107.tck", OTHERS)
        .set("smoke.redis.port", Integer.toString(redis.port()))
        .set("javax.cache.CacheManager", "org.redisson.jcache.JCacheManager")
        .set("javax.cache.Cache", "org.redisson.jcache.JCache")
        .set("javax.cache.Cache.Entry", "org.redisson.jcache.JCacheEntry");
  }

  private static Launch suite(String module, String... arguments) {
    String apps = System.getProperty("sonde.smoke.apps", "..");
    Path app = Path.of(apps, module, "target", "app.jar").toAbsolutePath().normalize();
    return Launch.java(Jdk.own(), "-jar", app.toString()).arguments(arguments).jvm("-Xmx256m");
  }

  /** How each test ended, by its name. */
  private static Map<String, String> outcomes(Launch.Finished run) {
    assertThat(run.exit()).isZero();
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : run.stdout()) {
      if (line.startsWith(OUTCOME)) {
        String[] parts = line.split(" (?=SUCCESSFUL|FAILED|ABORTED|SKIPPED)", 2);
        outcomes.put(parts[0].substring(OUTCOME.length()), parts[1]);
      }
    }
    return outcomes;
  }
}
