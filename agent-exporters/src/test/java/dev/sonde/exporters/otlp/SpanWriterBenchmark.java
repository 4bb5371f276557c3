package dev.sonde.exporters.otlp;

import dev.sonde.boot.HttpServerOperation;
import dev.sonde.exporters.Benchmarks;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** What the exporter pays to write a span: run {@link #main}, which takes JMH's own arguments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpanWriterBenchmark {

  private static final int BATCH = 512;

  private final ProtoBuffer out = new ProtoBuffer();
  private final SpanWriter writer = new SpanWriter(out, Operations.config());
  private final HttpServerOperation[] operations = new HttpServerOperation[BATCH];

  public SpanWriterBenchmark() {
    for (int i = 0; i < BATCH; i++) {
      HttpServerOperation operation = Operations.ended("/orders/" + i);
      operation.route("/orders/{id}", HttpServerOperation.HANDLER);
      operation.protocolVersion = "1.1";
      operation.details.serverAddress = "shop.example.com";
      operation.details.serverPort = 8080;
      operation.details.peerAddress = "192.168.10." + i % 100;
      operation.details.peerPort = 50_000 + i;
      operation.details.requestHeader(
          0, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101");
      operations[i] = operation;
    }
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int span() {
    out.clear();
    for (HttpServerOperation operation : operations) {
      writer.write(Envelope.ITEM, operation, 0);
    }
    return out.size();
  }

  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    Benchmarks.run(SpanWriterBenchmark.class, arguments);
  }
}
