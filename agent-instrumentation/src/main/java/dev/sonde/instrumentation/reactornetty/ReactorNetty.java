package dev.sonde.instrumentation.reactornetty;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** The HTTP client of Reactor Netty. */
public final class ReactorNetty extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.reactornetty.";
  private static final String CLIENT = "reactor.netty.http.client.";
  private static final String CLOSE = "onInboundClose()";
  private static final String RECEIVE = "onInboundNext(*)";

  public ReactorNetty() {
    super("reactor-netty", "http-client", "0.9.25, 1.0 to 1.3");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("reactor-netty", "reactor-netty-1.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(CLIENT + "HttpClientConnect$HttpClientHandler")
            .carrying()
            .weave("<init>(*)", PACKAGE + "CallAdvice")
            .weave("get()", PACKAGE + "ServerAdvice")
            .weave("requestWithBody(*)", PACKAGE + "PrepareAdvice")
            .weave("test(java.lang.Throwable)", PACKAGE + "FailureAdvice"),
        new Target(CLIENT + "HttpClientConnect$HttpObserver")
            .weave("onUncaughtException(*)", PACKAGE + "ErrorAdvice"),
        new Target(CLIENT + "HttpClientOperations")
            .carrying()
            .weave("<init>(" + CLIENT + "HttpClientOperations)", PACKAGE + "ReplaceAdvice")
            .weave(
                "<init>(reactor.netty.Connection,reactor.netty.ConnectionObserver,"
                    + (CLIENT + "HttpClientOperations)"),
                PACKAGE + "UpgradeAdvice")
            .orNothing()
            .weave("beforeMarkSentHeaders()", PACKAGE + "SendAdvice")
            .weave("setNettyResponse(*)", PACKAGE + "ResponseAdvice")
            .weave(RECEIVE, PACKAGE + "ReceiveAdvice")
            .weave(CLOSE, PACKAGE + "CloseAdvice")
            .weave("afterInboundComplete()", PACKAGE + "CloseAdvice"),
        new Target(CLIENT + "WebsocketClientOperations")
            .weave(RECEIVE, PACKAGE + "ReceiveAdvice")
            .weave(CLOSE, PACKAGE + "CloseAdvice"));
  }
}
