package dev.sonde.instrumentation.grpc;

import dev.sonde.core.Property;
import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** gRPC. */
public final class Grpc extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.grpc.";
  private static final String IO = "io.grpc.";
  private static final String INTERNAL = IO + "internal.";
  private static final String METADATA = IO + "Metadata";
  private static final String STATUS = IO + "Status";
  private static final String LISTENER = IO + "ClientCall$Listener";
  private static final String PROGRESS = INTERNAL + "ClientStreamListener$RpcProgress";

  private static final Property<Boolean> SIZES = Property.GRPC_MESSAGE_SIZES;

  private static final String CONTEXT = IO + "Context";
  private static final String TRIE = IO + "PersistentHashArrayMappedTrie";

  private static final String CHANNEL = INTERNAL + "ManagedChannelImpl";
  private static final String CALL = INTERNAL + "ClientCallImpl";
  private static final String STREAM = "(java.io.InputStream)";
  private static final String MESSAGE = "(java.lang.Object)";
  private static final String START = "start(" + LISTENER + ',' + METADATA + ')';
  private static final String CREATED =
      "streamCreated(" + INTERNAL + "ServerStream,java.lang.String," + METADATA + ')';
  private static final String CLOSE = "close(" + STATUS + ',' + METADATA + ')';

  public Grpc() {
    super("grpc", "grpc", "1.15 to 1.85");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("grpc", "grpc-1.6");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(CHANNEL).weave("<init>(*)", PACKAGE + "ChannelAdvice"),
        new Target(CHANNEL + "$ChannelStreamProvider").carrying(),
        new Target(CHANNEL + "$ChannelTransportProvider").carrying(),
        new Target(CALL)
            .carrying()
            .weave("<init>(*)", PACKAGE + "CallAdvice")
            .weave(START, PACKAGE + "StartAdvice")
            .weave(START, PACKAGE + "TraceAdvice")
            .weaveIf(SIZES, "sendMessage" + MESSAGE, PACKAGE + "SendSizeAdvice")
            .weave("sendMessage" + MESSAGE, PACKAGE + "SendAdvice")
            .weave(
                "closeObserver(" + LISTENER + ',' + STATUS + ',' + METADATA + ')',
                PACKAGE + "EndAdvice"),
        new Target(CALL + "$ClientStreamListenerImpl")
            .weave("headersRead(" + METADATA + ')', PACKAGE + "HeadersAdvice")
            .weave(
                "closed(" + STATUS + ',' + PROGRESS + ',' + METADATA + ')',
                PACKAGE + "CloseAdvice"),
        new Target(INTERNAL + "DelayedClientCall")
            .carrying()
            .weave(START, PACKAGE + "DelayedStartAdvice")
            .weave("internalStart(" + LISTENER + ')', PACKAGE + "GoOnAdvice")
            .orWeave("drainPendingCalls()", PACKAGE + "GoOnAdvice")
            .weave("cancel(" + STATUS + ",boolean)", PACKAGE + "DelayedCancelAdvice"),
        new Target(INTERNAL + "DelayedClientCall$DelayedListener")
            .carrying()
            .weave("<init>(*)", PACKAGE + "DelayedListenAdvice")
            .weave("onClose(" + STATUS + ',' + METADATA + ')', PACKAGE + "DelayedCloseAdvice")
            .weave("drainPendingCallbacks()", PACKAGE + "RunAdvice"),
        new Target(CHANNEL + "$RealChannel$PendingCall")
            .weave("<init>(*)", PACKAGE + "DelayedCallAdvice"),
        new Target(CHANNEL + "$ConfigSelectingClientCall")
            .weave(
                "executeCloseObserverInContext(" + LISTENER + ',' + STATUS + ')',
                PACKAGE + "RefuseAdvice"),
        new Target(INTERNAL + "SerializingExecutor")
            .carrying()
            .weave("run()", PACKAGE + "RunAdvice"),
        new Target(INTERNAL + "SerializeReentrantCallsDirectExecutor")
            .carrying()
            .weave("execute(java.lang.Runnable)", PACKAGE + "RunAdvice"),
        new Target(IO + "Context")
            .carrying()
            .weave("<init>(" + CONTEXT + ',' + TRIE + "$Node)", PACKAGE + "ContextAdvice")
            .orWeave("<init>(" + CONTEXT + ',' + TRIE + ')', PACKAGE + "ContextAdvice")
            .weave("attach()", PACKAGE + "AttachAdvice")
            .weave("detach(" + CONTEXT + ')', PACKAGE + "DetachAdvice"),
        new Target(INTERNAL + "InternalSubchannel")
            .carrying()
            .weave("<init>(*)", PACKAGE + "ConnectionAdvice")
            .weave("gotoState(" + IO + "ConnectivityStateInfo)", PACKAGE + "StateAdvice"),
        new Target(IO + "MethodDescriptor")
            .weave("parseRequest" + STREAM, PACKAGE + "ReadAdvice")
            .weave("parseResponse" + STREAM, PACKAGE + "ReadAdvice")
            .weaveIf(SIZES, "parseRequest" + STREAM, PACKAGE + "ReadSizeAdvice")
            .weaveIf(SIZES, "parseResponse" + STREAM, PACKAGE + "ReadSizeAdvice")
            .weaveIf(SIZES, "streamRequest" + MESSAGE, PACKAGE + "MarshalAdvice")
            .weaveIf(SIZES, "streamResponse" + MESSAGE, PACKAGE + "MarshalAdvice"),
        new Target(INTERNAL + "MessageDeframer$SizeEnforcingInputStream")
            .weaveIf(SIZES, "reportCount()", PACKAGE + "InflateAdvice"),
        new Target(INTERNAL + "ServerImpl$ServerTransportListenerImpl")
            .weave(CREATED, PACKAGE + "StreamAdvice")
            .weave(CREATED, PACKAGE + "StreamDetailsAdvice")
            .weave("startWrappedCall(*)", PACKAGE + "FailAdvice"),
        new Target(INTERNAL + "ServerImpl$JumpToApplicationThreadServerStreamListener")
            .carrying()
            .weave("<init>(*)", PACKAGE + "ListenAdvice")
            .weave("closed(" + STATUS + ')', PACKAGE + "ClosedAdvice"),
        new Target(INTERNAL + "AbstractStream").carrying(),
        new Target(INTERNAL + "AbstractServerStream").weave(CLOSE, PACKAGE + "AnswerAdvice"),
        new Target(IO + "inprocess.InProcessTransport$InProcessStream$InProcessServerStream")
            .carrying()
            .weave(CLOSE, PACKAGE + "AnswerAdvice"),
        new Target(INTERNAL + "ServerCallImpl")
            .carrying()
            .weave("<init>(*)", PACKAGE + "KnownAdvice")
            .weaveIf(SIZES, "sendMessage" + MESSAGE, PACKAGE + "SendSizeAdvice")
            .weave("sendMessage" + MESSAGE, PACKAGE + "ServerSendAdvice"),
        new Target(INTERNAL + "ServerCallImpl$ServerStreamListenerImpl")
            .weave("messagesAvailable(*)", PACKAGE + "FailAdvice")
            .weave("halfClosed()", PACKAGE + "FailAdvice")
            .weave("onReady()", PACKAGE + "FailAdvice")
            .weave("closed(" + STATUS + ')', PACKAGE + "FailAdvice"));
  }
}
