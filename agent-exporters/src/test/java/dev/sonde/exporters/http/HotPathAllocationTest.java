package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.core.Config;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracings;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotPathAllocationTest {

  private static final int REQUESTS = 20_000;
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0";

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpServerProbe.install(null);
    HttpClientProbe.install(null);
    Current.cell().set(null);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, false, 160",
    "true, 1, false, 240",
    "true, '', true, 160",
    "false, '', true, 160"
  })
  void aRequestAllocatesItsOperationAlone(
      boolean recording, String flag, boolean alwaysOff, int most) {
    HttpServerProbe.install(
        new HttpServerMeasurements(
            Config.of(Map.of(), Map.of(), null),
            new Registry(2000, new SelfStats()),
            Tracings.of(
                new Tracings.Sink(recording),
                alwaysOff ? "always_off" : "parentbased_always_on",
                1,
                "tracecontext",
                "baggage")));
    String parent = flag.isEmpty() ? null : PARENT + flag;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    serve(parent);
    long before = threads.getCurrentThreadAllocatedBytes();
    serve(parent);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / (double) REQUESTS).isLessThan(most);
  }

  private static void serve(String parent) {
    for (int i = 0; i < REQUESTS; i++) {
      Current thread = HttpServerProbe.open();
      thread.incoming(0, parent);
      HttpServerOperation operation = HttpServerProbe.start(thread, "GET", "http", null);
      operation.route("/orders/{id}", HttpServerOperation.HANDLER);
      operation.status = 200;
      operation.protocolVersion = "1.1";
      HttpServerProbe.leave(operation);
      HttpServerProbe.end(operation, null);
    }
  }

  /** The header is made of an array of characters, which are the most of it. */
  @ParameterizedTest
  @CsvSource({"false, false, 160", "true, false, 400", "true, true, 1500"})
  void aRequestThatIsSentAllocatesItsOperationAndItsHeader(
      boolean told, boolean sampled, int most) {
    HttpClientProbe.install(
        new HttpClientMeasurements(
            Config.of(Map.of(), Map.of(), null),
            new Registry(2000, new SelfStats()),
            Tracings.of(
                new Tracings.Sink(true), "parentbased_always_on", 1, "tracecontext", "baggage")));
    Current.cell().set(new Context(1, 2, 3, sampled, null, null));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    send(told);
    long before = threads.getCurrentThreadAllocatedBytes();
    send(told);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / (double) REQUESTS).isLessThan(most);
  }

  private static void send(boolean told) {
    for (int i = 0; i < REQUESTS; i++) {
      HttpClientOperation operation = HttpClientProbe.start("GET", "example.com", 80, 0, 0);
      String[] fields = HttpClientProbe.fields();
      for (int field = 0; told && field < fields.length; field++) {
        operation.header(field);
      }
      operation.statusLine("HTTP/1.1 200 OK");
      HttpClientProbe.end(operation, null);
    }
  }
}
