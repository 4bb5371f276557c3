package dev.sonde.instrumentation.jedis;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Jedis. */
public final class Jedis extends Library {

  private static final String JEDIS = "redis.clients.jedis.";
  private static final String EXECUTORS = JEDIS + "executors.";
  private static final String FAILOVER = JEDIS + "mcf.";
  private static final String PROVIDERS = JEDIS + "providers.";
  private static final String EXECUTE = "executeCommand(" + JEDIS + "CommandObject)";
  private static final String PACKAGE = "dev.sonde.instrumentation.jedis.";
  private static final String UPKEEP = PACKAGE + "UpkeepAdvice";

  public Jedis() {
    super("jedis", "redis", "2.9 to 8");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("jedis", "jedis-1.4", "jedis-3.0", "jedis-4.0");
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>(commands());
    targets.addAll(upkeep());
    return targets;
  }

  private static List<Target> commands() {
    return Arrays.asList(
        new Target(JEDIS + "Connection")
            .carrying()
            .weave("connect()", PACKAGE + "ConnectAdvice")
            .orWeave("connect()", PACKAGE + "OldConnectAdvice")
            .weave("disconnect()", PACKAGE + "DisconnectAdvice")
            .weave("forceDisconnect()", PACKAGE + "DisconnectAdvice")
            .orNothing()
            .weave("sendCommand(" + JEDIS + "CommandArguments)", PACKAGE + "SendAdvice")
            .orWeave(
                "sendCommand(" + JEDIS + "commands.ProtocolCommand,byte[][])",
                PACKAGE + "SendBytesAdvice")
            .orWeave(
                "sendCommand(" + JEDIS + "Protocol$Command,byte[][])", PACKAGE + "OldSendAdvice")
            .weave("flush()", PACKAGE + "FlushAdvice")
            .weave("readProtocolWithCheckingBroken()", PACKAGE + "ReadAdvice")
            .weave("select(int)", PACKAGE + "SelectAdvice")
            .orNothing()
            .weave("initializeFromClientConfig(*)", UPKEEP)
            .orNothing()
            .weave("reAuthenticate()", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "BinaryClient")
            .weave("select(int)", PACKAGE + "SelectAdvice")
            .weave("connect()", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "Jedis")
            .carrying()
            .weave("select(int)", PACKAGE + "JedisSelectAdvice")
            .orNothing(),
        new Target(JEDIS + "JedisClusterCommand")
            .weave("run(*)", PACKAGE + "ClusterAdvice")
            .weave("runBinary(*)", PACKAGE + "ClusterAdvice"),
        new Target(EXECUTORS + "ClusterCommandExecutor")
            .weave(
                "doExecuteCommand("
                    + (JEDIS + "CommandObject,")
                    + (EXECUTORS + "ConnectionResolver,boolean)"),
                PACKAGE + "ExecuteAdvice")
            .orWeave(
                "doExecuteCommand(" + JEDIS + "CommandObject,boolean)", PACKAGE + "ExecuteAdvice")
            .orWeave(EXECUTE, PACKAGE + "ExecuteAdvice"),
        new Target(EXECUTORS + "RetryableCommandExecutor")
            .weave(EXECUTE, PACKAGE + "ExecuteAdvice"),
        new Target(EXECUTORS + "DefaultCommandExecutor").weave(EXECUTE, PACKAGE + "ExecuteAdvice"),
        new Target(FAILOVER + "MultiDbCommandExecutor").weave(EXECUTE, PACKAGE + "ExecuteAdvice"),
        // The same in older versions.
        new Target(EXECUTORS + "CircuitBreakerCommandExecutor")
            .weave(EXECUTE, PACKAGE + "ExecuteAdvice"),
        new Target(FAILOVER + "CircuitBreakerCommandExecutor")
            .weave(EXECUTE, PACKAGE + "ExecuteAdvice"));
  }

  /** Where Jedis greets a server, tries a connection, or looks for the servers there are. */
  private static List<Target> upkeep() {
    return Arrays.asList(
        new Target(JEDIS + "BinaryJedis")
            .weave("initializeFromClientConfig(*)", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "csc.CacheConnection")
            .weave("initializeClientSideCache()", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "JedisFactory")
            .weave("makeObject()", UPKEEP)
            .orNothing()
            .weave("activateObject(*)", UPKEEP)
            .orNothing()
            .weave("validateObject(*)", UPKEEP)
            .orNothing()
            .weave("destroyObject(*)", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "ConnectionFactory").weave("validateObject(*)", UPKEEP).orNothing(),
        new Target(JEDIS + "JedisClusterInfoCache")
            .weave("discoverClusterNodesAndSlots(*)", UPKEEP)
            .orNothing()
            .weave("discoverClusterSlots(*)", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "JedisClusterConnectionHandler")
            .weave("initializeSlotsCache(*)", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "JedisSlotBasedConnectionHandler")
            .weave("getConnection()", UPKEEP)
            .orNothing(),
        new Target(JEDIS + "JedisSentinelPool").weave("initSentinels(*)", UPKEEP).orNothing(),
        new Target(JEDIS + "JedisSentinelPool$MasterListener").weave("run()", UPKEEP).orNothing(),
        new Target(PROVIDERS + "ClusterConnectionProvider")
            .weave("getConnection()", UPKEEP)
            .orNothing(),
        new Target(PROVIDERS + "ShardedConnectionProvider")
            .weave("getConnection()", UPKEEP)
            .orNothing(),
        new Target(PROVIDERS + "SentineledConnectionProvider")
            .weave("initSentinels(*)", UPKEEP)
            .orNothing(),
        new Target(PROVIDERS + "SentineledConnectionProvider$SentinelListener")
            .weave("run()", UPKEEP)
            .orNothing(),
        new Target(PROVIDERS + "MultiClusterPooledConnectionProvider")
            .weave("validateTargetConnection(*)", UPKEEP)
            .orNothing(),
        new Target(FAILOVER + "PingStrategy").weave("doHealthCheck(*)", UPKEEP).orNothing());
  }
}
