package dev.sonde.instrumentation.undertow;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Undertow with and without servlets, javax and jakarta, embedded or in WildFly. */
public final class Undertow extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.undertow.";
  private static final String EXCHANGE = "io.undertow.server.HttpServerExchange";
  private static final String SERVLET_CONTEXT = "io.undertow.servlet.spec.ServletContextImpl";

  public Undertow() {
    super("undertow", "servlet", "2.0 to 2.3");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("undertow", "undertow-1.4", "servlet");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target("io.undertow.Undertow")
            .weave("start()", PACKAGE + "StartAdvice")
            .weave("stop()", PACKAGE + "StopAdvice"),
        new Target("io.undertow.server.Connectors")
            .weave(
                "executeRootHandler(io.undertow.server.HttpHandler," + EXCHANGE + ")",
                PACKAGE + "HandlerAdvice")
            .weave(
                "setRequestStartTime(" + EXCHANGE + "," + EXCHANGE + ")",
                PACKAGE + "UpgradeAdvice"),
        new Target(EXCHANGE)
            .carrying()
            .weave("startResponse()", PACKAGE + "ResponseAdvice")
            .weave("invokeExchangeCompleteListeners()", PACKAGE + "EndAdvice"),
        new Target(EXCHANGE + "$WriteDispatchChannel")
            .weave("write(*)", PACKAGE + "WriteAdvice")
            .weave("writeFinal(*)", PACKAGE + "WriteAdvice")
            .weave("transferFrom(*)", PACKAGE + "WriteAdvice"),
        new Target("io.undertow.server.AbstractServerConnection$CloseSetter")
            .weave("handleEvent(org.xnio.StreamConnection)", PACKAGE + "CloseAdvice"),
        new Target("io.undertow.server.protocol.http.HttpServerConnection")
            .carrying()
            .weave("setCurrentExchange(" + EXCHANGE + ")", PACKAGE + "CurrentAdvice"),
        new Target("io.undertow.server.protocol.http.HttpReadListener")
            .weave(
                "sendBadRequestAndClose(org.xnio.StreamConnection,java.lang.Throwable)",
                PACKAGE + "BadRequestAdvice"),
        new Target("io.undertow.io.AsyncSenderImpl")
            .weave("invokeOnComplete()", PACKAGE + "SenderAdvice")
            .weave("invokeOnException(*)", PACKAGE + "SenderAdvice")
            .weave("invokeOnException(*)", PACKAGE + "SenderFailureAdvice"),
        new Target("io.undertow.conduits.ChunkedStreamSourceConduit")
            .weave("updateRemainingAllowed(int)", PACKAGE + "ChunkAdvice"),
        new Target("io.undertow.conduits.FixedLengthStreamSourceConduit")
            .weave("exitRead(*)", PACKAGE + "BodyAdvice"),
        new Target("io.undertow.server.protocol.http2.Http2ServerConnection")
            .weave("setExchange(" + EXCHANGE + ")", PACKAGE + "StreamAdvice"),
        new Target("io.undertow.protocols.http2.Http2StreamSourceChannel")
            .carrying()
            .weave("updateContentSize(long,boolean)", PACKAGE + "DataFrameAdvice"),
        new Target("io.undertow.protocols.http2.Http2DataStreamSinkChannel")
            .carrying()
            .weave("channelForciblyClosed()", PACKAGE + "StreamFailureAdvice"),
        new Target("io.undertow.servlet.handlers.ServletInitialHandler")
            .weave("dispatchRequest(*)", PACKAGE + "MappingAdvice"),
        new Target("io.undertow.servlet.handlers.ServletDispatchingHandler")
            .weave("handleRequest(" + EXCHANGE + ")", PACKAGE + "ThrowableAdvice"),
        new Target(SERVLET_CONTEXT)
            .weave("invokeOnWritePossible(*)", PACKAGE + "CallbackAdvice")
            .weave("invokeOnAllDataRead(*)", PACKAGE + "CallbackAdvice")
            .weave("invokeOnDataAvailable(*)", PACKAGE + "CallbackAdvice")
            .weave("invokeAction(*)", PACKAGE + "CallbackAdvice")
            .weave("invokeRunnable(*)", PACKAGE + "CallbackAdvice"));
  }
}
