package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target fits the library versions that it is for. */
class ShapesTest {

  /** Came with Spring 5.2. */
  private static final String ROUTER_FUNCTIONS =
      "org.springframework.web.servlet.function.support.RouterFunctionMapping";

  /** Each directory holds one version of a library with what it needs; written by the build. */
  private static final Path LIBRARIES = Path.of("target", "libraries");

  private static final String POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";

  /** What the agent asks when a response of Jetty 12 is over, and at no other time. */
  private static final String AT_THE_END = "responseHeader";

  static List<Path> jedises() throws Exception {
    return versions("jedis-");
  }

  static List<Path> redissons() throws Exception {
    return versions("redisson-");
  }

  static List<Path> undertows() throws Exception {
    return versions("undertow");
  }

  static List<Path> tomcats() throws Exception {
    return versions("tomcat-").stream()
        .filter(path -> !path.toString().matches(".*tomcat-(jdbc|dbcp)-.*"))
        .toList();
  }

  static List<Path> jettys() throws Exception {
    return versions("jetty");
  }

  static List<Path> springs() throws Exception {
    return versions("spring-webmvc-");
  }

  static List<Path> jbossThreads() throws Exception {
    return versions("jboss-threads-");
  }

  static List<Path> jerseys() throws Exception {
    return versions("jersey-");
  }

  static List<Path> resteasies() throws Exception {
    return versions("resteasy-");
  }

  /** The pools by the name of their library, and what some versions lack. */
  private static final Map<String, Set<String>> POOLS =
      Map.of(
          "hikari", Set.of(),
          "tomcat-jdbc", Set.of(),
          "dbcp2", Set.of("PoolableManagedConnectionFactory"),
          "c3p0", Set.of(),
          "agroal", Set.of("CreateConnectionTask"),
          "druid", Set.of(),
          "vibur", Set.of("PoolOperations"),
          "ucp", Set.of());

  static List<Object[]> pools() throws Exception {
    List<Object[]> pools = new ArrayList<>();
    for (String library : new TreeSet<>(POOLS.keySet())) {
      for (Path version : versions(library + "-")) {
        pools.add(new Object[] {library, version});
      }
    }
    for (Path version : versions("tomcat-dbcp-")) {
      pools.add(new Object[] {"dbcp2", version});
    }
    return pools;
  }

  @Test
  void severalVersionsOfPoolsAreThere() throws Exception {
    assertThat(pools()).hasSizeGreaterThanOrEqualTo(37);
  }

  @ParameterizedTest
  @MethodSource("pools")
  void pool(String library, Path version) throws Exception {
    Set<String> woven = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets(library)) {
        String name = target.className().replaceFirst(".*[.$]", "");
        all.add(name);
        if (weave(target, loader) != null) {
          woven.add(name);
        }
      }
    }
    assertThat(all).containsAll(woven);
    all.removeAll(woven);
    assertThat(all).as("not woven").isSubsetOf(POOLS.get(library));
  }

  @Test
  void severalVersionsAreThere() throws Exception {
    assertThat(tomcats()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(undertows()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(jedises()).hasSizeGreaterThanOrEqualTo(14);
    assertThat(redissons()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(jbossThreads()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(springs()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(jerseys()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(resteasies()).hasSizeGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("tomcats")
  void tomcat(Path version) throws Exception {
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("tomcat")) {
        if (!isOwnPool(target) || hasOwnPool(loader)) {
          assertWoven(target, loader);
        } else if (target.mark() != null) {
          assertLeftAlone(target, loader);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("undertows")
  void undertow(Path version) throws Exception {
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("undertow")) {
        assertWoven(target, loader);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jedises")
  void jedis(Path version) throws Exception {
    Set<String> woven = new TreeSet<>();
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("jedis")) {
        if (weave(target, loader) != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    if (version.toString().matches(".*jedis-[23]\\..*")) {
      assertThat(woven).containsExactly("BinaryClient", "Connection", "JedisClusterCommand");
    } else {
      assertThat(woven)
          .containsExactly(
              "ClusterCommandExecutor",
              "Connection",
              "DefaultCommandExecutor",
              "Jedis",
              "RetryableCommandExecutor");
    }
  }

  @ParameterizedTest
  @MethodSource("redissons")
  void redisson(Path version) throws Exception {
    Set<String> woven = new TreeSet<>();
    try (URLClassLoader loader = loader(version, LIBRARIES.resolve("netty"))) {
      for (Target target : targets("redisson")) {
        if (weave(target, loader) != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    assertThat(woven)
        .contains("MasterSlaveConnectionManager", "RedisClient", "RedisConnection")
        .contains("RedisPubSubConnection");
    if (version.toString().matches(".*redisson-3\\.([0-9]|10)\\..*")) {
      assertThat(woven)
          .contains("AsyncDetails", "CommandAsyncService", "CommandBatchService", "RedissonPromise")
          .doesNotContain("RedisExecutor");
    } else {
      assertThat(woven)
          .contains("RedisCommonBatchExecutor", "RedisExecutor", "RedisQueuedBatchExecutor")
          .doesNotContain("AsyncDetails", "CommandAsyncService", "CommandBatchService");
    }
  }

  @ParameterizedTest
  @MethodSource("jbossThreads")
  void jbossThreads(Path version) throws Exception {
    Set<String> woven = new TreeSet<>();
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("jboss-threads")) {
        if (weave(target, loader) != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    assertThat(woven)
        .contains("EnhancedQueueExecutor$ThreadBody", "ContextClassLoaderSavingRunnable");
    if (version.getFileName().toString().compareTo("jboss-threads-3.5") > 0) {
      assertThat(woven)
          .contains("EnhancedQueueExecutor", "EnhancedQueueExecutor$Task")
          .contains("EnhancedQueueExecutor$SchedulerTask", "EnhancedViewExecutor")
          .contains("EnhancedViewExecutor$EnhancedViewExecutorRunnable");
    }
  }

  @Test
  void severalVersionsOfJettyAreThere() throws Exception {
    assertThat(jettys()).hasSizeGreaterThanOrEqualTo(13);
  }

  @ParameterizedTest
  @MethodSource("jettys")
  void jetty(Path version) throws Exception {
    Set<String> woven = new TreeSet<>();
    boolean ends = false;
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("jetty")) {
        byte[] bytes = weave(target, loader);
        if (bytes != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
          ends |= new String(bytes, StandardCharsets.ISO_8859_1).contains(AT_THE_END);
        }
      }
    }

    if (version.getFileName().toString().startsWith("jetty-12")) {
      assertThat(woven)
          .contains(
              "AbstractConnector",
              "QueuedThreadPool",
              "HttpChannelState$HandlerInvoker",
              "HttpChannelState$ChannelRequest")
          .contains("HttpChannelState$ChannelCallback", "HttpChannelState$ErrorCallback")
          .contains("ContextHandler$ScopedContext", "ServletHandler", "ServletChannel")
          .doesNotContain("ContextHandler");
    } else {
      assertThat(woven)
          .containsExactly(
              "AbstractConnector",
              "ContextHandler",
              "HttpChannel",
              "QueuedThreadPool",
              "ServletHandler");
    }
    assertThat(ends).isTrue();
  }

  /** Null for a class that the library lacks in this version or has as another one. */
  private static byte[] weave(Target target, ClassLoader loader) throws Exception {
    try (InputStream in =
        loader.getResourceAsStream(target.className().replace('.', '/') + ".class")) {
      return in == null
          ? null
          : new Weaver(target, target.className(), "test", loader, in.readAllBytes(), true).weave();
    }
  }

  @ParameterizedTest
  @MethodSource("springs")
  void springMvc(Path version) throws Exception {
    assertWoven("spring-webmvc", version);
  }

  @Test
  void springOfTheOldServletApiBesideTheNewOne() throws Exception {
    Path spring = versions("spring-webmvc-5.3").get(0);
    Path jakarta = versions("tomcat-10.1.0").get(0);
    assertWoven("spring-webmvc", spring, jakarta);
  }

  @ParameterizedTest
  @MethodSource("jerseys")
  void jersey(Path version) throws Exception {
    assertWoven("jersey", version);
  }

  @ParameterizedTest
  @MethodSource("resteasies")
  void resteasy(Path version) throws Exception {
    assertWoven("resteasy", version);
  }

  private static boolean isOwnPool(Target target) {
    return target.className().startsWith(POOL);
  }

  /** Whether this version has a copy of the JDK's pool; older ones have a subclass of it. */
  private static boolean hasOwnPool(ClassLoader loader) {
    return loader.getResource(POOL.replace('.', '/') + "$Worker.class") != null;
  }

  private static void assertLeftAlone(Target target, ClassLoader loader) throws Exception {
    try (InputStream in =
        loader.getResourceAsStream(target.className().replace('.', '/') + ".class")) {
      byte[] bytes = in.readAllBytes();
      assertThat(new Weaver(target, target.className(), "test", loader, bytes, true).weave())
          .as(target.className())
          .isNull();
    }
  }

  @Test
  void theExecutorsOfThisJdk() throws Exception {
    int woven = 0;
    for (Target target : targets("executors")) {
      if (ClassLoader.getSystemResource(target.className().replace('.', '/') + ".class") != null) {
        assertWoven(target, null);
        woven++;
      }
    }
    assertThat(woven).isGreaterThan(5);
  }

  private static List<Path> versions(String start) throws Exception {
    try (Stream<Path> versions = Files.list(LIBRARIES)) {
      return versions
          .filter(version -> version.getFileName().toString().startsWith(start))
          .sorted()
          .toList();
    }
  }

  private static URLClassLoader loader(Path... versions) throws Exception {
    List<URL> jars = new ArrayList<>();
    for (Path version : versions) {
      try (Stream<Path> files = Files.list(version)) {
        for (Path jar : files.toList()) {
          jars.add(jar.toUri().toURL());
        }
      }
    }
    return new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static void assertWoven(String library, Path... version) throws Exception {
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets(library)) {
        if (!target.className().equals(ROUTER_FUNCTIONS) || hasRouterFunctions(loader)) {
          assertWoven(target, loader);
        }
      }
    }
  }

  private static boolean hasRouterFunctions(ClassLoader loader) {
    return loader.getResource(ROUTER_FUNCTIONS.replace('.', '/') + ".class") != null;
  }

  private static List<Target> targets(String library) {
    return Libraries.all().stream()
        .filter(known -> known.name().equals(library))
        .flatMap(known -> known.targets().stream())
        .toList();
  }

  private static void assertWoven(Target target, ClassLoader loader) throws Exception {
    String resource = target.className().replace('.', '/') + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      byte[] bytes = in.readAllBytes();
      assertThat(new Weaver(target, target.className(), "test", loader, bytes, true).weave())
          .as(target.className())
          .isNotEqualTo(bytes);
    }
  }
}
