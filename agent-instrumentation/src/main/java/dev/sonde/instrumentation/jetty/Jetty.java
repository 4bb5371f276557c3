package dev.sonde.instrumentation.jetty;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import dev.sonde.instrumentation.jetty12.Jetty12;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Eclipse Jetty, embedded or as a distribution, javax and jakarta. */
public final class Jetty extends Library {

  private static final String HANDLE = "handle()";
  private static final String HANDLE_IN_CONTEXT =
      "handle(org.eclipse.jetty.server.Request,java.lang.Runnable)";
  private static final String PACKAGE = "dev.sonde.instrumentation.jetty.";

  public Jetty() {
    super("jetty", "servlet", "9.4, 10, 11, 12.0, 12.1");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("jetty", "jetty-8.0", "jetty-11.0", "jetty-12.0", "servlet");
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(before12());
    targets.add(
        new Target("org.eclipse.jetty.server.AbstractConnector")
            .weave("doStart()", PACKAGE + "ConnectorStartAdvice")
            .weave("doStop()", PACKAGE + "ConnectorStopAdvice"));
    targets.add(
        new Target("org.eclipse.jetty.util.thread.QueuedThreadPool")
            .weave("runJob(java.lang.Runnable)", PACKAGE + "JobAdvice"));
    targets.addAll(Jetty12.targets());
    return targets;
  }

  private static List<Target> before12() {
    return Arrays.asList(
        new Target("org.eclipse.jetty.server.HttpChannel")
            .onlyWith(HANDLE)
            .carrying()
            .weave(HANDLE, PACKAGE + "GivenUpAdvice")
            .weave(HANDLE, PACKAGE + "ResumeAdvice")
            .weave(HANDLE, PACKAGE + "HandleAdvice")
            .weave(HANDLE, PACKAGE + "DetailsAdvice")
            .weave("onBadMessage(*)", PACKAGE + "HandleAdvice")
            .weave("onBadMessage(*)", PACKAGE + "DetailsAdvice")
            .weave("commit(org.eclipse.jetty.http.MetaData$Response)", PACKAGE + "UpgradeAdvice")
            .weave("handleException(java.lang.Throwable)", PACKAGE + "ThrowableAdvice")
            .weave("abort(java.lang.Throwable)", PACKAGE + "AbortAdvice")
            .orWeave("abort(java.lang.Throwable)", PACKAGE + "EarlyAbortAdvice")
            .weave("onCompleted()", PACKAGE + "EndAdvice"),
        new Target("org.eclipse.jetty.server.handler.ContextHandler")
            .onlyWith(HANDLE_IN_CONTEXT)
            .weave(HANDLE_IN_CONTEXT, PACKAGE + "ContextAdvice"),
        new Target("org.eclipse.jetty.servlet.ServletHandler")
            .weave("getMatchedServlet(java.lang.String)", PACKAGE + "MappingAdvice")
            .orWeave("getMappedServlet(java.lang.String)", PACKAGE + "MappedServletAdvice")
            .orWeave("getMappedServlet(java.lang.String)", PACKAGE + "EarlyMappingAdvice")
            .orWeave("getHolderEntry(java.lang.String)", PACKAGE + "EarlyMappingAdvice"));
  }
}
