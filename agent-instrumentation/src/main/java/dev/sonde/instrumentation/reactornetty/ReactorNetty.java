package dev.sonde.instrumentation.reactornetty;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** The HTTP client of Reactor Netty. */
public final class ReactorNetty extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.reactornetty.";
  private static final String CLIENT = "reactor.netty.http.client.";

  public ReactorNetty() {
    super("reactor-netty", "http-client", "1.0 to 1.2");
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
            .weave("<init>(*)", PACKAGE + "RequestAdvice")
            .weave("requestWithBody(*)", PACKAGE + "SendAdvice")
            .weave("test(java.lang.Throwable)", PACKAGE + "FailureAdvice"),
        new Target(CLIENT + "HttpClientOperations")
            .carrying()
            .weave("onInboundNext(*)", PACKAGE + "ResponseAdvice"));
  }
}
