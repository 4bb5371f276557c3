package dev.sonde.instrumentation.tomcat;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Apache Tomcat, embedded or as a distribution, javax and jakarta. */
public final class Tomcat extends Library {

  /** Where a coyote request keeps its operation, among the notes that Tomcat leaves to others. */
  static final int NOTE = 30;

  /** Where a coyote request keeps the request that servlets see. */
  static final int ADAPTER_NOTE = 1;

  static final int BAD_REQUEST = 400;

  private static final String SERVICE =
      "service(org.apache.coyote.Request,org.apache.coyote.Response)";
  private static final String ASYNC_DISPATCH =
      "asyncDispatch(org.apache.coyote.Request,org.apache.coyote.Response,"
          + "org.apache.tomcat.util.net.SocketEvent)";
  private static final String POST_PARSE =
      "postParseRequest(org.apache.coyote.Request,org.apache.catalina.connector.Request,"
          + "org.apache.coyote.Response,org.apache.catalina.connector.Response)";
  private static final String LOG =
      "log(org.apache.coyote.Request,org.apache.coyote.Response,long)";
  private static final String CHECK_RECYCLED =
      "checkRecycled(org.apache.coyote.Request,org.apache.coyote.Response)";

  /** A copy of the JDK's pool in the newer versions, a subclass of it in the older ones. */
  private static final String POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";

  private static final String EXECUTORS = "dev.sonde.instrumentation.executors.";
  private static final String PACKAGE = "dev.sonde.instrumentation.tomcat.";

  public Tomcat() {
    super("tomcat", "servlet", "8.5 to 11.0");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("tomcat", "tomcat-7.0", "tomcat-10.0", "servlet");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target("org.apache.catalina.connector.CoyoteAdapter")
            .weave(SERVICE, PACKAGE + "EndAdvice")
            .weave(SERVICE, PACKAGE + "ServiceAdvice")
            .weave(ASYNC_DISPATCH, PACKAGE + "EndAdvice")
            .weave(ASYNC_DISPATCH, PACKAGE + "AsyncDispatchAdvice")
            .weave(POST_PARSE, PACKAGE + "MappingAdvice")
            .orWeave(POST_PARSE, PACKAGE + "PatternMappingAdvice")
            .weave(LOG, PACKAGE + "EndAdvice")
            .weave(LOG, PACKAGE + "RefusalAdvice")
            .weave(CHECK_RECYCLED, PACKAGE + "EndAdvice"),
        new Target("org.apache.coyote.http2.StreamProcessor")
            .weave("recycle()", PACKAGE + "GivenUpAdvice")
            .weave("process(org.apache.tomcat.util.net.SocketEvent)", PACKAGE + "GivenUpAdvice")
            .orNothing(),
        new Target("org.apache.coyote.http2.Stream")
            .onlyWith("replace()")
            .weave("replace()", PACKAGE + "GiveUpAdvice"),
        new Target("org.apache.catalina.core.AsyncContextImpl")
            .weave("fireOnComplete()", PACKAGE + "CompleteAdvice"),
        new Target("org.apache.catalina.core.AsyncContextImpl$AsyncRunnable")
            .weave("run()", PACKAGE + "DispatchErrorAdvice"),
        new Target("org.apache.coyote.http11.filters.ChunkedOutputFilter")
            .carrying()
            .weave("setResponse(org.apache.coyote.Response)", PACKAGE + "ChunksAdvice")
            .weave("doWrite(*)", PACKAGE + "ChunkAdvice")
            .weave("recycle()", PACKAGE + "ChunksEndAdvice"),
        new Target("org.apache.tomcat.util.net.AbstractEndpoint")
            .weave("start()", PACKAGE + "EndpointStartAdvice")
            .weave("stop()", PACKAGE + "EndpointStopAdvice"),
        new Target("org.apache.catalina.core.StandardHostValve")
            .weave(
                "throwable(org.apache.catalina.connector.Request,"
                    + "org.apache.catalina.connector.Response,java.lang.Throwable)",
                PACKAGE + "ThrowableAdvice"),
        new Target("org.apache.catalina.core.StandardWrapperValve")
            .weave(
                "exception(org.apache.catalina.connector.Request,"
                    + "org.apache.catalina.connector.Response,java.lang.Throwable)",
                PACKAGE + "ThrowableAdvice")
            .weave(
                "exception(org.apache.catalina.connector.Request,"
                    + "org.apache.catalina.connector.Response,java.lang.Throwable,int)",
                PACKAGE + "AbortAdvice")
            .orNothing(),
        new Target(POOL)
            .onlyWith("executeInternal(java.lang.Runnable)")
            .weave("execute(java.lang.Runnable)", EXECUTORS + "RefusedAdvice")
            .weave("executeInternal(java.lang.Runnable)", EXECUTORS + "SubmitAdvice")
            .weave("getTask()", EXECUTORS + "NextTaskAdvice"),
        new Target(POOL + "$Worker").weave("run()", EXECUTORS + "FirstTaskAdvice"));
  }
}
