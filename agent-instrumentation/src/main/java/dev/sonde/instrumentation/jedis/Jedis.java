package dev.sonde.instrumentation.jedis;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Jedis. */
public final class Jedis extends Library {

  private static final String JEDIS = "redis.clients.jedis.";
  private static final String EXECUTORS = JEDIS + "executors.";
  private static final String FAILOVER = JEDIS + "mcf.";
  private static final String EXECUTE = "executeCommand(" + JEDIS + "CommandObject)";
  private static final String PACKAGE = "dev.sonde.instrumentation.jedis.";

  public Jedis() {
    super("jedis", "redis", "2.9 to 8");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("jedis", "jedis-1.4", "jedis-3.0", "jedis-4.0");
  }

  @Override
  public List<Target> targets() {
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
            .orNothing(),
        new Target(JEDIS + "BinaryClient").weave("select(int)", PACKAGE + "SelectAdvice"),
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
}
