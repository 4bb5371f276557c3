package dev.sonde.exporters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.trace.Tracings;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotPathAllocationTest {

  private static final int REQUESTS = 20_000;
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0";

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpServerProbe.install(null);
    Current.cell().set(null);
  }

  @ParameterizedTest
  @CsvSource({"true, 0, false", "true, 1, false", "true, '', true", "false, '', true"})
  void aRequestAllocatesItsOperationAlone(boolean recording, String flag, boolean alwaysOff) {
    HttpServerProbe.install(
        new HttpServerMeasurements(
            new Registry(2000, new SelfStats()),
            Tracings.of(
                new Tracings.Sink(recording),
                alwaysOff ? "always_off" : "parentbased_always_on",
                1,
                "tracecontext",
                "baggage"),
            Exemplars.TRACE_BASED));
    String parent = flag.isEmpty() ? null : PARENT + flag;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    serve(parent);
    long before = threads.getCurrentThreadAllocatedBytes();
    serve(parent);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / (double) REQUESTS).isLessThan(160);
  }

  private static void serve(String parent) {
    for (int i = 0; i < REQUESTS; i++) {
      Current thread = HttpServerProbe.open();
      thread.incoming(0, parent);
      HttpServerOperation operation = HttpServerProbe.start(thread, "GET", "http");
      operation.route = "/orders/{id}";
      operation.status = 200;
      operation.protocolVersion = "1.1";
      HttpServerProbe.end(operation, null);
    }
  }
}
