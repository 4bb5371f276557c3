package dev.sonde.instrumentation.redisson;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Redisson. */
public final class Redisson extends Library {

  private static final String REDISSON = "org.redisson.";
  private static final String COMMAND = REDISSON + "command.";
  private static final String CLIENT = REDISSON + "client.";
  private static final String PACKAGE = "dev.sonde.instrumentation.redisson.";
  private static final String UPKEEP = PACKAGE + "UpkeepAdvice";

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";
  private static final String PROMISE = REDISSON + "misc.RPromise";
  private static final String RFUTURE = REDISSON + "api.RFuture";
  private static final String REDIS_COMMAND = CLIENT + "protocol.RedisCommand";
  private static final String CODEC = CLIENT + "codec.Codec";
  private static final String DECODER = CLIENT + "protocol.decoder.MultiDecoder";
  private static final String CONNECTION = CLIENT + "RedisConnection";

  private static final String SEND = "sendCommand(" + FUTURE + ',' + CONNECTION + ')';
  private static final String OLD_SEND = "sendCommand(" + PROMISE + ',' + CONNECTION + ')';
  private static final String ERROR = "handleError(" + FUTURE + ",java.lang.Throwable)";
  private static final String OLD_ERROR = "handleError(" + RFUTURE + ",java.lang.Throwable)";

  private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";
  private static final String POOL_ENTRY = REDISSON + "connection.ClientConnectionsEntry";
  private static final String ASK = "acquireConnection(" + REDIS_COMMAND + ',' + POOL_ENTRY;
  private static final String RETURN = "returnConnection(" + POOL_ENTRY + ',' + CONNECTION;

  private static final String RENEW = "renew(*)";
  private static final String RENEW_ASYNC = "renewExpirationAsync(*)";

  /** Of the versions without executors. */
  private static final String COUNTER = "java.util.concurrent.atomic.AtomicInteger";

  private static final String ENTRY = COMMAND + "CommandBatchService$Entry";
  private static final String EXECUTE_BATCH =
      "execute("
          + ENTRY
          + ",org.redisson.connection.NodeSource,"
          + PROMISE
          + ','
          + COUNTER
          + ",int,";

  public Redisson() {
    super("redisson", "redis", "3.2 to 4");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("redisson", "redisson-3.0", "redisson-3.17");
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(commands());
    targets.addAll(upkeep());
    return targets;
  }

  private static List<Target> commands() {
    return Arrays.asList(
        new Target(COMMAND + "RedisExecutor")
            .carrying()
            .weave("execute()", PACKAGE + "ExecuteAdvice")
            .weave(SEND, PACKAGE + "SendAdvice")
            .orWeave(OLD_SEND, PACKAGE + "SendAdvice")
            .weave(
                "handleSuccess(" + FUTURE + ',' + FUTURE + ",java.lang.Object)",
                PACKAGE + "SuccessAdvice")
            .orWeave(
                "handleSuccess(" + PROMISE + ',' + RFUTURE + ",java.lang.Object)",
                PACKAGE + "SuccessAdvice")
            .weave(ERROR, PACKAGE + "ErrorAdvice")
            .orWeave(OLD_ERROR, PACKAGE + "ErrorAdvice"),
        new Target(COMMAND + "RedisCommonBatchExecutor")
            .weave("<init>(*)", PACKAGE + "BatchAdvice")
            .weave(SEND, PACKAGE + "SendAdvice")
            .orWeave(OLD_SEND, PACKAGE + "SendAdvice")
            .weave("handleResult(" + FUTURE + ',' + FUTURE + ')', PACKAGE + "BatchResultAdvice")
            .orWeave(
                "handleResult(" + PROMISE + ',' + RFUTURE + ')', PACKAGE + "OldBatchResultAdvice"),
        new Target(COMMAND + "RedisQueuedBatchExecutor")
            .weave("execute()", PACKAGE + "QueuedAdvice")
            .weave(SEND, PACKAGE + "SendAdvice")
            .orWeave(OLD_SEND, PACKAGE + "SendAdvice")
            .weave(ERROR, PACKAGE + "QueuedErrorAdvice")
            .orWeave(OLD_ERROR, PACKAGE + "QueuedErrorAdvice"),
        new Target(COMMAND + "CommandAsyncService")
            .onlyWith("checkWriteFuture(*)")
            .weave("async(*)", PACKAGE + "AttemptAdvice"),
        new Target(COMMAND + "AsyncDetails")
            .carrying()
            .weave("init(*)", PACKAGE + "DetailsAdvice")
            .weave("getCodec()", PACKAGE + "DetailsSendAdvice"),
        new Target(COMMAND + "CommandBatchService")
            .onlyWith("checkWriteFuture(*)")
            .weave(EXECUTE_BATCH + "boolean)", PACKAGE + "BatchAttemptAdvice")
            .orWeave(EXECUTE_BATCH + "boolean,long,int,long)", PACKAGE + "BatchAttemptAdvice")
            .orWeave(
                EXECUTE_BATCH + REDISSON + "api.BatchOptions)", PACKAGE + "BatchAttemptAdvice"),
        new Target(CLIENT + "protocol.CommandData").carrying(),
        new Target(COMMAND + "CommandBatchService$Entry").carrying(),
        new Target(REDISSON + "misc.RedissonPromise")
            .carrying()
            .weave("trySuccess(java.lang.Object)", PACKAGE + "PromiseSuccessAdvice")
            .weave("tryFailure(java.lang.Throwable)", PACKAGE + "PromiseFailureAdvice"),
        new Target(REDISSON + "connection.MasterSlaveConnectionManager").carrying(),
        new Target(CLIENT + "RedisClient")
            .carrying()
            .weave("shutdownAsync()", PACKAGE + "StopAdvice"),
        new Target(CLIENT + "handler.ConnectionWatchdog")
            .weave("channelActive(" + CONTEXT + ")", PACKAGE + "OpenAdvice")
            .weave("channelInactive(" + CONTEXT + ")", PACKAGE + "ShutAdvice"),
        new Target(POOL_ENTRY)
            .carrying()
            .weave("<init>(*)", PACKAGE + "PoolAdvice")
            .weave("returnConnection(" + CONNECTION + ')', PACKAGE + "ReturnAdvice")
            .orNothing(),
        new Target(REDISSON + "connection.pool.ConnectionPool")
            .weave(ASK + ",boolean)", PACKAGE + "AskAdvice")
            .orWeave(ASK + ')', PACKAGE + "AskAdvice")
            .orNothing()
            .weave(RETURN + ')', PACKAGE + "OldReturnAdvice")
            .orWeave(RETURN + ",boolean)", PACKAGE + "OldReturnAdvice")
            .orNothing(),
        new Target(CONNECTION)
            .carrying()
            .weave("updateChannel(io.netty.channel.Channel)", PACKAGE + "ChannelAdvice")
            .weave(
                "async(long," + CODEC + ',' + REDIS_COMMAND + ",java.lang.Object[])",
                PACKAGE + "AsyncAdvice")
            .weave(
                "sync(" + CODEC + ',' + REDIS_COMMAND + ",java.lang.Object[])",
                PACKAGE + "SyncAdvice")
            .weave("send(" + CLIENT + "protocol.CommandsData)", PACKAGE + "SendBatchAdvice"),
        new Target(CLIENT + "RedisPubSubConnection")
            .weave(
                "async(" + DECODER + ',' + REDIS_COMMAND + ",java.lang.Object[])",
                PACKAGE + "SubscribeAdvice")
            .weave(
                "async(" + FUTURE + ',' + DECODER + ',' + REDIS_COMMAND + ",java.lang.Object[])",
                PACKAGE + "PromisedSubscribeAdvice")
            .orNothing());
  }

  /** What renews locks that are held, and clears away what has expired. */
  private static List<Target> upkeep() {
    return Arrays.asList(
        new Target(REDISSON + "RedissonBaseLock").weave(RENEW_ASYNC, UPKEEP).orNothing(),
        new Target(REDISSON + "RedissonLock").weave(RENEW_ASYNC, UPKEEP).orNothing(),
        new Target(REDISSON + "RedissonReadLock").weave(RENEW_ASYNC, UPKEEP).orNothing(),
        new Target(REDISSON + "renewal.LockTask").weave(RENEW, UPKEEP).orNothing(),
        new Target(REDISSON + "renewal.ReadLockTask").weave(RENEW, UPKEEP).orNothing(),
        new Target(REDISSON + "renewal.FastMultilockTask").weave(RENEW, UPKEEP).orNothing(),
        new Target(REDISSON + "eviction.EvictionTask").weave("run(*)", UPKEEP).orNothing());
  }
}
