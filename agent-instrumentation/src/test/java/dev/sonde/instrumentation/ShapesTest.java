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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target fits the library versions that it is for. */
class ShapesTest {

  /** Came with Spring 5.2. */
  private static final String ROUTER_FUNCTIONS =
      "org.springframework.web.servlet.function.support.RouterFunctionMapping";

  /** Each directory holds one version of a library with what it needs; written by the build. */
  private static final Pattern PROBE = Pattern.compile("dev/sonde/boot/([\\w$]+)");

  private static final Path LIBRARIES = Path.of("target", "libraries");

  /** Of each woven class whether it could be linked. */
  private static final List<Boolean> VERIFIED = new ArrayList<>();

  private static final String POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";

  /** What the agent asks when a response of Jetty 12 is over, and at no other time. */
  private static final String AT_THE_END = "responseHeader";

  static List<Path> grpcs() throws Exception {
    return versions("grpc-");
  }

  static List<Path> jedises() throws Exception {
    return versions("jedis-");
  }

  static List<Path> lettuces() throws Exception {
    return versions("lettuce-");
  }

  static List<Path> redissons() throws Exception {
    return versions("redisson-");
  }

  static List<Path> awsSdks() throws Exception {
    return versions("awssdk-");
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

  /** Those that DBCP comes with. */
  static List<Path> poolsOfObjects() throws Exception {
    return versions("dbcp2-");
  }

  @ParameterizedTest
  @MethodSource("poolsOfObjects")
  void poolOfObjects(Path version) throws Exception {
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("commons-pool2")) {
        assertWoven(target, loader);
      }
    }
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
    assertThat(grpcs()).hasSizeGreaterThanOrEqualTo(8);
    assertThat(jedises()).hasSizeGreaterThanOrEqualTo(14);
    assertThat(httpClients()).hasSizeGreaterThanOrEqualTo(15);
    assertThat(s3Clients()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(lettuces()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(redissons()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(awsSdks()).hasSizeGreaterThanOrEqualTo(11);
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
  @MethodSource("grpcs")
  void grpc(Path version) throws Exception {
    Set<String> left = new TreeSet<>();
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("grpc")) {
        if (weave(target, loader) == null) {
          left.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    // Only since 1.32 a call may have to wait for its channel, which may refuse it since later.
    assertThat(left)
        .isSubsetOf(
            "DelayedClientCall",
            "DelayedClientCall$DelayedListener",
            "ManagedChannelImpl$ChannelStreamProvider",
            "ManagedChannelImpl$ChannelTransportProvider",
            "ManagedChannelImpl$ConfigSelectingClientCall",
            "ManagedChannelImpl$RealChannel$PendingCall");
    String name = version.getFileName().toString();
    Map<String, Integer> counts = Map.of("grpc-1.15.0", 6, "grpc-1.22.1", 5, "grpc-1.32.1", 2);
    assertThat(left).hasSize(counts.getOrDefault(name, 1));
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
      assertThat(woven)
          .containsExactly(
              "BinaryClient",
              "BinaryJedis",
              "Connection",
              "Jedis",
              "JedisClusterCommand",
              "JedisClusterConnectionHandler",
              "JedisClusterInfoCache",
              "JedisFactory",
              "JedisSentinelPool",
              "JedisSentinelPool$MasterListener",
              "JedisSlotBasedConnectionHandler");
    } else {
      assertThat(woven)
          .contains(
              "ClusterCommandExecutor",
              "ClusterConnectionProvider",
              "Connection",
              "ConnectionFactory",
              "DefaultCommandExecutor",
              "Jedis",
              "JedisClusterInfoCache",
              "JedisFactory",
              "JedisSentinelPool",
              "JedisSentinelPool$MasterListener",
              "RetryableCommandExecutor");
      // A client of several databases came later, and the first one has no sentinels.
      assertThat(woven)
          .filteredOn(name -> name.endsWith("Executor"))
          .hasSize(version.toString().contains("jedis-4.") ? 3 : 4);
      assertThat(woven)
          .filteredOn(name -> name.startsWith("SentineledConnectionProvider"))
          .hasSize(version.toString().contains("jedis-4.0.") ? 0 : 2);
    }
  }

  @ParameterizedTest
  @MethodSource("lettuces")
  void lettuce(Path version) throws Exception {
    Set<String> left = new TreeSet<>();
    try (URLClassLoader loader = loader(version, LIBRARIES.resolve("netty"))) {
      for (Target target : targets("lettuce")) {
        if (weave(target, loader) == null) {
          left.add(target.className().substring("io.lettuce.core.".length()));
        }
      }
    }

    boolean isFive = version.toString().contains("lettuce-5.");
    boolean isOldest = version.toString().contains("lettuce-5.0.");
    String otherPackage = isFive ? "masterreplica." : "masterslave.";
    assertThat(left).filteredOn(name -> name.startsWith(otherPackage)).hasSize(5);
    left.removeIf(name -> name.startsWith(otherPackage) || name.startsWith("failover."));
    if (isOldest) {
      assertThat(left).containsExactly("XReadArgs", "internal.Futures"); // They came later.
    } else {
      assertThat(left).containsExactly("RedisClient");
    }
  }

  static List<Path> httpClients() throws Exception {
    return versions("http-");
  }

  @ParameterizedTest
  @MethodSource("httpClients")
  void httpClient(Path version) throws Exception {
    String directory = version.getFileName().toString();
    String library = directory.substring("http-".length(), directory.lastIndexOf('-'));
    Set<String> woven = new TreeSet<>();
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets(library)) {
        if (weave(target, loader) != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    assertThat(woven).contains(wovenIn(library, directory));
  }

  private static String[] wovenIn(String library, String directory) {
    return switch (library) {
      case "apache-httpclient-4" -> new String[] {"DefaultRequestDirector", "HttpRequestExecutor"};
      case "apache-httpclient-5" ->
          new String[] {
            "AsyncConnectExec", "AsyncProtocolExec$1", "ConnectExec", "HttpRequestExecutor"
          };
      case "retrofit" -> new String[] {"OkHttpCall", "RequestFactory"};
      case "reactor-netty" ->
          new String[] {
            "HttpClientConnect$HttpClientHandler",
            "HttpClientConnect$HttpObserver",
            "HttpClientOperations",
            "WebsocketClientOperations"
          };
      default ->
          directory.contains("-3.4.")
              ? okHttp("Http1xStream", "Http2xStream")
              : directory.matches(".*-3\\.(5|12)\\..*")
                  ? okHttp("Http1Codec", "Http2Codec")
                  : okHttp("Http1ExchangeCodec", "Http2ExchangeCodec");
    };
  }

  private static String[] okHttp(String first, String second) {
    return new String[] {"CallServerInterceptor", "RealCall$AsyncCall", first, second};
  }

  static List<Path> s3Clients() throws Exception {
    return versions("s3-");
  }

  @ParameterizedTest
  @MethodSource("s3Clients")
  void s3Client(Path version) throws Exception {
    String directory = version.getFileName().toString();
    String library = directory.substring("s3-".length(), directory.lastIndexOf('-'));
    String number = directory.substring(directory.lastIndexOf('-') + 1);
    Set<String> woven = new TreeSet<>();
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets(library)) {
        if (weave(target, loader) != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    if (library.equals("aws-sdk-1")) {
      assertThat(woven).hasSize(targets(library).size());
      return;
    }
    assertThat(woven)
        .contains("BridgeInterceptor", "ErrorResponseException", "Exchange", "RealCall");
    // Callbacks came with asynchronous calls.
    assertThat(woven.contains("S3Base$1")).isEqualTo(number.matches("8\\.[456]\\..*"));
    assertThat(woven.contains("S3Base")).isEqualTo(number.matches("8\\.[2-6]\\..*"));
    assertThat(woven.contains("BaseS3Client$1")).isEqualTo(number.startsWith("9."));
  }

  @Test
  void theClientsOfTheJdk() throws Exception {
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    for (String library : List.of("http-url-connection", "java-http-client")) {
      for (Target target : targets(library)) {
        String file = target.className().replace('.', '/') + ".class";
        try (InputStream in = jdk.getResourceAsStream(file)) {
          byte[] bytes = in.readAllBytes();
          assertThat(new Weaver(target, target.className(), "test", jdk, bytes, true).weave())
              .as(target.className())
              .isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("springs")
  void springWeb(Path version) throws Exception {
    try (URLClassLoader loader = loader(version)) {
      for (Target target : targets("spring-web")) {
        boolean isThere =
            loader.getResource(target.className().replace('.', '/') + ".class") != null;
        assertThat(weave(target, loader) != null).as(target.className()).isEqualTo(isThere);
      }
    }
  }

  /**
   * The SDK counts what is read of responses from 2.21 on, and had two ways to retry for a while.
   */
  @ParameterizedTest
  @MethodSource("awsSdks")
  void awsSdk2(Path version) throws Exception {
    Set<String> woven = new TreeSet<>();
    try (URLClassLoader loader = loader(version, LIBRARIES.resolve("reactive-streams"))) {
      for (Target target : targets("aws-sdk-2")) {
        if (weave(target, loader) != null) {
          woven.add(target.className().replaceFirst(".*\\.", ""));
        }
      }
    }

    assertThat(woven)
        .contains("BaseSyncClientHandler", "BaseAsyncClientHandler", "BaseClientHandler")
        .contains("RequestExecutionContext", "MakeHttpRequestStage", "MakeAsyncHttpRequestStage")
        .contains("RetryableStageHelper", "SdkFilterInputStream", "ResponseInputStream");
    assertThat(woven.contains("BytesReadTrackingPublisher"))
        .isEqualTo(woven.contains("BytesReadTrackingPublisher$BytesReadTracker"))
        .isEqualTo(woven.contains("HandleResponseStage"))
        .isNotEqualTo(version.toString().matches(".*awssdk-2\\.(17|18|20)\\..*"));
    assertThat(woven.contains("RetryableStageHelper2"))
        .isEqualTo(version.toString().contains("awssdk-2.29."));
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
      if (in == null) {
        return null;
      }
      Weaver weaver =
          new Weaver(target, target.className(), "test", loader, in.readAllBytes(), true);
      byte[] woven = weaver.weave();
      if (woven != null) {
        assertThat(weaver.probes()).as(target.className()).containsAll(probesIn(woven));
        verify(target.className(), woven, loader);
      }
      return woven;
    }
  }

  private static Set<String> probesIn(byte[] woven) {
    return PROBE
        .matcher(new String(woven, StandardCharsets.ISO_8859_1))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  /** Lets the JVM's verifier look at a class, unless that needs a library that is not there. */
  private static void verify(String name, byte[] woven, ClassLoader library) throws Exception {
    try (VerifyingLoader loader =
        new VerifyingLoader(((URLClassLoader) library).getURLs()) {
          @Override
          byte[] woven(String each, byte[] bytes) {
            return each.equals(name) ? woven : bytes;
          }
        }) {
      VERIFIED.add(loader.verify(name));
    }
  }

  /** The others need libraries that are not there. */
  @AfterAll
  static void mostWereVerified() {
    assertThat(VERIFIED).filteredOn(verified -> verified).hasSizeGreaterThan(450);
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
      byte[] woven = new Weaver(target, target.className(), "test", loader, bytes, true).weave();
      assertThat(woven).as(target.className()).isNotEqualTo(bytes);
      if (loader != null && woven != null) {
        verify(target.className(), woven, loader);
      }
    }
  }
}
