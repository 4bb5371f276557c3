package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told of Redis. */
final class RedisRecording extends RedisRecorder {

  /** {@code NAME[size] ERROR blocking upkeep untold after redirects of span server/database}. */
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  final List<String> lookups = Collections.synchronizedList(new ArrayList<>());
  final List<String> redirects = new ArrayList<>();
  final Map<String, Integer> inFlightByNamespace = new TreeMap<>();
  int inFlight;
  int reconnects;
  int open;
  boolean tellsKeys;

  /** Of the last call. */
  @Nullable Object given;

  long lastStart;
  long lastEnd;
  @Nullable Throwable thrown;

  @Override
  public RedisDatabase database(RedisServer server, int index) {
    return new RedisDatabase(Integer.toString(index), server.address, server.port);
  }

  @Override
  public boolean tellsKeys() {
    return tellsKeys;
  }

  @Override
  public synchronized void started(RedisDatabase database, boolean apart) {
    count(database, 1);
  }

  @Override
  public synchronized void left(RedisDatabase database, boolean apart) {
    count(database, -1);
  }

  private void count(RedisDatabase database, int amount) {
    inFlight += amount;
    inFlightByNamespace.merge(String.valueOf(database.namespace), amount, Integer::sum);
    inFlightByNamespace.values().removeIf(count -> count == 0);
  }

  @Override
  public void ended(
      RedisCall call,
      long endNanos,
      @Nullable Throwable failure,
      @Nullable String error,
      Current thread) {
    assertThat(endNanos).isGreaterThanOrEqualTo(call.startNanos());
    lastStart = call.startNanos();
    lastEnd = endNanos;
    given = call.given();
    thrown = failure;
    Context parent = call.parent();
    calls.add(
        call.command().name
            + (call.batchSize() < 0 ? "" : "[" + call.batchSize() + "]")
            + (error != null ? " " + error.split(" ")[0] : failure != null ? " broken" : "")
            + (call.isBlocking() ? " blocking" : "")
            + (call.isUpkeep() ? " upkeep" : "")
            + (call.isUntold() ? " untold" : "")
            + (call.redirects() > 0 ? " after " + call.redirects() : "")
            + (parent == null ? "" : " of " + parent.spanId)
            + (" " + call.server().address + '/' + call.database().namespace));
  }

  @Override
  public void looked(RedisDatabase database, RedisCommand command, long asked, long found) {
    lookups.add(command + " " + found + " of " + asked);
  }

  @Override
  public void redirected(String errorReply) {
    redirects.add(errorReply);
  }

  @Override
  public void opened(RedisDatabase database) {
    open++;
  }

  @Override
  public void closed(RedisDatabase database) {
    open--;
  }

  @Override
  public void reconnected(RedisDatabase database) {
    reconnects++;
  }
}
