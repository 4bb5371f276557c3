package dev.sonde.instrumentation.jetty12;

import dev.sonde.instrumentation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The classes of Jetty 12: its own ones, and those of its servlet containers ee8 to ee11. They
 * belong to the library {@code jetty}.
 *
 * <p>The advices are in the module {@code agent-instrumentation/jetty12}.
 */
public final class Jetty12 {

  private static final String CHANNEL = "org.eclipse.jetty.server.internal.HttpChannelState";
  private static final String COMPLETE_STREAM =
      "completeStream(org.eclipse.jetty.server.HttpStream,java.lang.Throwable)";
  private static final String PACKAGE = "dev.sonde.instrumentation.jetty12.";

  private Jetty12() {}

  public static List<Target> targets() {
    List<Target> targets = new ArrayList<>(core());
    for (String version : new String[] {"ee10", "ee11"}) {
      String servlet = "org.eclipse.jetty." + version + ".servlet.";
      targets.add(
          new Target(servlet + "ServletChannel")
              .weave("handle()", PACKAGE + "ServletAdvice")
              .weave("handleException(java.lang.Throwable)", PACKAGE + "ThrowableAdvice"));
      targets.add(
          new Target(servlet + "ServletChannelState")
              .weave("runInContext(*)", PACKAGE + "ServletStateAdvice"));
      targets.add(
          new Target(servlet + "AsyncContextState")
              .weave("lambda$start$0(java.lang.Runnable)", PACKAGE + "StartedAdvice")
              .orNothing());
      targets.add(
          new Target(servlet + "ServletHandler")
              .weave("getMatchedServlet(java.lang.String)", PACKAGE + "MappingAdvice"));
    }
    targets.add(
        new Target("org.eclipse.jetty.ee10.servlet.ServletRequestState")
            .weave("runInContext(*)", PACKAGE + "ServletStateAdvice"));
    for (String version : new String[] {"ee8", "ee9"}) {
      String jetty = "org.eclipse.jetty." + version;
      targets.add(
          new Target(jetty + ".nested.HttpChannel")
              .weave("handle()", PACKAGE + "NestedAdvice")
              .weave("handleException(java.lang.Throwable)", PACKAGE + "ThrowableAdvice"));
      targets.add(
          new Target(jetty + ".servlet.ServletHandler")
              .weave("getMatchedServlet(java.lang.String)", PACKAGE + "NestedMappingAdvice"));
    }
    return targets;
  }

  private static List<Target> core() {
    return Arrays.asList(
        new Target(CHANNEL).onlyWith(COMPLETE_STREAM).weave(COMPLETE_STREAM, PACKAGE + "EndAdvice"),
        new Target(CHANNEL + "$HandlerInvoker")
            .weave("run()", PACKAGE + "GivenUpAdvice")
            .weave("run()", PACKAGE + "RunAdvice")
            .weave(COMPLETE_STREAM, PACKAGE + "EarlyEndAdvice")
            .orNothing(),
        new Target(CHANNEL + "$ChannelRequest").carrying(),
        new Target(CHANNEL + "$ChannelCallback")
            .weave("failed(java.lang.Throwable)", PACKAGE + "FailureAdvice")
            .weave("lockedCompleteCallback()", PACKAGE + "AnsweredAdvice")
            .weave("lockedCompleteCallback()", PACKAGE + "DetailsAdvice"),
        new Target(CHANNEL + "$ChannelResponse")
            .weave("failed(java.lang.Throwable)", PACKAGE + "WriteFailureAdvice")
            .weave("failed(java.lang.Throwable)", PACKAGE + "DetailsAdvice")
            .weave("lockedFailWrite(java.lang.Throwable)", PACKAGE + "GiveUpAdvice")
            .weave("lockedFailWrite(java.lang.Throwable)", PACKAGE + "DetailsAdvice"),
        new Target(CHANNEL + "$ErrorCallback")
            .weave("succeeded()", PACKAGE + "ErrorPageAdvice")
            .weave("failed(java.lang.Throwable)", PACKAGE + "ErrorPageAdvice"),
        new Target("org.eclipse.jetty.server.handler.ContextHandler$ScopedContext")
            .weave(
                "run(java.lang.Runnable,org.eclipse.jetty.server.Request)",
                PACKAGE + "ContextAdvice")
            .weave(
                "call(org.eclipse.jetty.util.thread.Invocable$Callable,"
                    + "org.eclipse.jetty.server.Request)",
                PACKAGE + "ContextAdvice")
            .weave(
                "accept(java.util.function.Consumer,java.lang.Throwable,"
                    + "org.eclipse.jetty.server.Request)",
                PACKAGE + "ListenerContextAdvice")
            .weave(
                "test(java.util.function.Predicate,java.lang.Object,"
                    + "org.eclipse.jetty.server.Request)",
                PACKAGE + "ListenerContextAdvice"));
  }
}
