package dev.sonde.instrumentation.lettuce;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Lettuce. */
public final class Lettuce extends Library {

  private static final String CORE = "io.lettuce.core.";
  private static final String PROTOCOL = CORE + "protocol.";
  private static final String ONE = "(" + PROTOCOL + "RedisCommand)";
  private static final String SEVERAL = "(java.util.Collection)";
  private static final String THROWABLE = "(java.lang.Throwable)";
  private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";
  private static final String AWAIT =
      "awaitOrCancel(" + CORE + "RedisFuture,long,java.util.concurrent.TimeUnit)";
  private static final String WAITING =
      "connectSentinel("
          + (CORE + "codec.RedisCodec,")
          + (CORE + "RedisURI,")
          + "java.time.Duration)";
  private static final String PACKAGE = "dev.sonde.instrumentation.lettuce.";
  private static final String UPKEEP = PACKAGE + "UpkeepAdvice";

  public Lettuce() {
    super("lettuce", "redis", "5.0 to 7");
  }

  @Override
  public List<String> otelNames() {
    return Collections.unmodifiableList(Arrays.asList("lettuce", "lettuce-5.0", "lettuce-5.1"));
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(commands());
    targets.addAll(upkeep());
    return targets;
  }

  private static List<Target> commands() {
    return Arrays.asList(
        new Target(CORE + "RedisChannelHandler")
            .carrying()
            .weave("<init>(*)", PACKAGE + "MakeAdvice")
            .weave("dispatch" + ONE, PACKAGE + "DispatchAdvice")
            .weave("dispatch" + SEVERAL, PACKAGE + "DispatchAdvice")
            .weave("closeAsync()", PACKAGE + "CloseAdvice")
            .orWeave("close()", PACKAGE + "CloseAdvice"),
        new Target(PROTOCOL + "DefaultEndpoint")
            .carrying()
            .weave("write" + ONE, PACKAGE + "EndpointAdvice")
            .weave("write" + SEVERAL, PACKAGE + "EndpointAdvice"),
        new Target(PROTOCOL + "CommandHandler")
            .carrying()
            .weave("channelActive(" + CONTEXT + ")", PACKAGE + "OpenAdvice")
            .weave("channelInactive(" + CONTEXT + ")", PACKAGE + "ShutAdvice")
            .weave(
                "write(" + CONTEXT + ",java.lang.Object,io.netty.channel.ChannelPromise)",
                PACKAGE + "WriteAdvice"),
        new Target(PROTOCOL + "Command")
            .carrying()
            .weave("complete()", PACKAGE + "CompleteAdvice")
            .weave("completeExceptionally" + THROWABLE, PACKAGE + "FailAdvice")
            .weave("cancel()", PACKAGE + "CancelAdvice"),
        new Target(PROTOCOL + "AsyncCommand")
            .weave("completeResult()", PACKAGE + "FutureCompleteAdvice")
            .weave("completeExceptionally" + THROWABLE, PACKAGE + "FutureFailAdvice"),
        new Target(CORE + "RedisPublisher$SubscriptionCommand")
            .weave("doOnComplete()", PACKAGE + "SignalAdvice")
            .orWeave("complete()", PACKAGE + "SignalAdvice")
            .weave("onError" + THROWABLE, PACKAGE + "SignalAdvice"),
        new Target(CORE + "RedisPublisher$RedisSubscription")
            .weave("onNext(java.lang.Object)", PACKAGE + "ElementAdvice"),
        new Target(CORE + "cluster.ClusterCommand").weave("complete()", PACKAGE + "ClusterAdvice"),
        new Target(CORE + "LettuceFutures").weave(AWAIT, PACKAGE + "AwaitAdvice"),
        new Target(CORE + "internal.Futures").weave(AWAIT, PACKAGE + "AwaitAdvice").orNothing(),
        new Target(CORE + "XReadArgs")
            .weave("build(" + PROTOCOL + "CommandArgs)", PACKAGE + "ReadArgumentsAdvice"));
  }

  /** Where Lettuce asks, or opens connections to ask, for what it wants to know itself. */
  private static List<Target> upkeep() {
    return Arrays.asList(
        // Only the oldest ones wait for a sentinel on the thread that connects.
        new Target(CORE + "RedisClient").onlyWith(WAITING).weave("lookupRedis(*)", UPKEEP),
        new Target(CORE + "pubsub.StatefulRedisPubSubConnectionImpl")
            .weave("resubscribe()", UPKEEP)
            .orNothing(),
        new Target(CORE + "cluster.RedisClusterClient$NodeConnectionFactoryImpl")
            .weave("connectToNodeAsync(*)", UPKEEP)
            .orNothing(),
        refresh("masterreplica.MasterReplicaTopologyRefresh"),
        refresh("masterslave.MasterSlaveTopologyRefresh"),
        nodes("masterreplica.ReplicaTopologyProvider"),
        nodes("masterslave.MasterSlaveTopologyProvider"),
        nodes("masterreplica.SentinelTopologyProvider"),
        nodes("masterslave.SentinelTopologyProvider"),
        nodes("masterreplica.StaticMasterReplicaTopologyProvider"),
        nodes("masterslave.StaticMasterSlaveTopologyProvider"),
        sentinels("masterreplica.SentinelTopologyRefresh"),
        sentinels("masterslave.SentinelTopologyRefresh"),
        new Target(CORE + "failover.health.PingStrategy")
            .weave("doHealthCheck(*)", UPKEEP)
            .orNothing());
  }

  private static Target refresh(String name) {
    return new Target(CORE + name).weave("getConnections(*)", UPKEEP).orNothing();
  }

  private static Target nodes(String name) {
    return new Target(CORE + name)
        .weave("getNodes(*)", UPKEEP)
        .orNothing()
        .weave("getNodesAsync(*)", UPKEEP)
        .orNothing()
        .weave("getNodeDescription(*)", UPKEEP)
        .orNothing();
  }

  private static Target sentinels(String name) {
    return new Target(CORE + name)
        .weave("potentiallyConnectSentinels()", UPKEEP)
        .orWeave("initializeSentinels()", UPKEEP)
        .orNothing();
  }
}
