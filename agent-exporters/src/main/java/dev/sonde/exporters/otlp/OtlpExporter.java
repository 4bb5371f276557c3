package dev.sonde.exporters.otlp;

import dev.sonde.boot.Operation;
import dev.sonde.core.AgentThread;
import dev.sonde.core.Config;
import dev.sonde.core.Log;
import dev.sonde.core.Property;
import dev.sonde.core.SelfStats;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.resource.Resource;
import dev.sonde.exporters.wire.Address;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ships spans, and metrics where they are asked for, over OTLP. One daemon thread does all of it;
 * what the application's threads do is a volatile read and an entry in a bounded queue.
 *
 * <pre>{@code
 * OtlpExporter exporter = new OtlpExporter(config, registry, stats, version);
 * exporter.start(resource);
 * if (exporter.isRecording()) { ... exporter.offer(operation); }
 * exporter.stop();
 * }</pre>
 */
public final class OtlpExporter {

  /** How long {@link #stop} waits in all, and how much of that may be spent on sending. */
  private static final long STOP_MILLIS = 2_000;

  private static final long FLUSH_MILLIS = 1_700;

  /** Receivers refuse more than 4 MiB by default. */
  private static final long MOST_REQUEST_BYTES = 3 << 20;

  private static final long LEAST_REQUEST_BYTES = 256 << 10;
  private static final long NANOS_AFTER_ERROR = 1_000_000_000L;

  private final Config config;
  private final Registry registry;
  private final SelfStats self;
  private final String version;
  private final Timing timing;
  private final OtlpSettings tracesSettings;
  private final boolean tracesOn;
  private final boolean metricsOn;
  private final Address tracesAddress;
  private final SpanQueue queue;
  private final ExportStats stats;
  private final Patience patience;
  private volatile boolean recording;
  private volatile boolean stopping;
  private volatile boolean hurrying;

  /** Opened when, in a hurry, nothing waits that could be sent. */
  private final CountDownLatch settled = new CountDownLatch(1);

  private @Nullable Thread thread;

  public OtlpExporter(Config config, Registry registry, SelfStats self, String version) {
    this(config, registry, self, version, Timing.DEFAULT);
  }

  OtlpExporter(Config config, Registry registry, SelfStats self, String version, Timing timing) {
    this.config = config;
    this.registry = registry;
    this.self = self;
    this.version = version;
    this.timing = timing;
    this.tracesSettings = OtlpSettings.traces(config);
    this.tracesOn = config.get(Property.TRACES_EXPORTER).contains("otlp");
    this.metricsOn = config.get(Property.METRICS_EXPORTER).contains("otlp");
    this.tracesAddress = tracesSettings.address();
    int size = config.get(Property.QUEUE_SIZE);
    this.queue =
        new SpanQueue(
            size > 0 ? size : SpanQueue.sizeFor(Runtime.getRuntime().maxMemory()),
            config.get(Property.BATCH_SIZE));
    this.stats =
        new ExportStats(registry, queue, tracesSettings.exporterType(), tracesAddress.host());
    this.patience = new Patience(tracesSettings.timeoutMillis());
    this.recording = tracesOn && tracesSettings.isConfigured();
    if (tracesOn) {
      registry.add(stats);
    }
  }

  /** Whether spans are wanted: false while nothing takes them. */
  public boolean isRecording() {
    return recording;
  }

  /** Takes an operation that has ended, or drops and counts it. Never waits. */
  public void offer(Operation operation) {
    if (stopping) {
      stats.dropped(DropReason.SHUTDOWN, 1);
    } else if (!queue.offer(operation)) {
      stats.dropped(DropReason.QUEUE_FULL, 1);
    }
  }

  /** Starts to ship. Does nothing when neither spans nor metrics go over OTLP. */
  public synchronized void start(Resource resource) {
    if (thread != null || stopping || !(tracesOn || metricsOn)) {
      return;
    }
    Thread fresh =
        new AgentThread("sonde-otlp", new Loop(resource), self) {
          @Override
          public void interrupt() {
            // The application may interrupt whatever it finds; this thread is not the one it means.
          }
        };
    thread = fresh;
    fresh.start();
  }

  /**
   * Sends what waits, within two seconds whatever the receiver does, and goes on to ship without
   * delay: the JVM is ending, but requests may still be served while its other hooks run.
   */
  public void hurry() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null || stopping) {
      return;
    }
    hurrying = true;
    LockSupport.unpark(running);
    try {
      settled.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what waits and ends, within two seconds whatever the receiver does. */
  public void stop() {
    recording = false;
    stopping = true;
    patience.endIn(FLUSH_MILLIS);
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    LockSupport.unpark(running);
    try {
      running.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the thread does. */
  private final class Loop implements Runnable, OtlpTraces.Switch {
    private final Resource resource;
    private @Nullable OtlpTraces traces;
    private @Nullable OtlpMetrics metrics;
    private boolean inHurry;

    Loop(Resource resource) {
      this.resource = resource;
    }

    @Override
    public void recording(boolean on) {
      recording = on && !stopping;
    }

    @Override
    public void run() {
      try {
        open();
        while (!stopping) {
          turn();
        }
        settled.countDown();
      } catch (Throwable e) {
        recording = false;
        failed("The export over OTLP has ended: ", e);
      }
      try {
        flush();
      } catch (Throwable e) {
        failed("The last spans can't be sent: ", e);
      }
    }

    private void turn() {
      try {
        boolean hurried = hurrying;
        if (hurried && !inHurry) {
          hurry();
        }
        long wait = step();
        if (hurried && (traces == null || traces.isSettled())) {
          settled.countDown();
        }
        await(hurrying && !hurried ? 0 : wait);
      } catch (Throwable e) {
        failed("The export over OTLP fails: ", e);
        LockSupport.parkNanos(queue, NANOS_AFTER_ERROR);
      }
    }

    private void hurry() {
      inHurry = true;
      if (traces != null) {
        traces.hurry();
      }
      if (metrics != null) {
        metrics.hurry();
      }
    }

    private void open() {
      Envelope envelope = new Envelope(resource, version);
      long heapPart = Runtime.getRuntime().maxMemory() / 32;
      int mostBytes = (int) Math.max(LEAST_REQUEST_BYTES, Math.min(MOST_REQUEST_BYTES, heapPart));
      if (tracesOn) {
        traces =
            new OtlpTraces(
                queue,
                new TraceRequest(envelope, config, self, stats, mostBytes),
                tracesSettings.sender(tracesAddress, version),
                stats,
                timing,
                patience,
                tracesAddress,
                config.get(Property.SCHEDULE_DELAY),
                tracesSettings.isConfigured(),
                this);
      }
      if (metricsOn) {
        OtlpSettings settings = OtlpSettings.metrics(config);
        Address address = settings.address();
        metrics =
            new OtlpMetrics(
                registry,
                envelope,
                settings.sender(address, version),
                patience,
                settings.timeoutMillis(),
                timing,
                address.toString(),
                Math.max(1, config.get(Property.METRICS_INTERVAL)),
                mostBytes);
      }
    }

    private long step() {
      long wait = Long.MAX_VALUE;
      OtlpTraces spans = traces;
      if (spans != null) {
        try {
          wait = spans.step(System.nanoTime());
        } catch (Throwable e) {
          spans.abandon(e);
          failed("Spans can't be exported: ", e);
          wait = NANOS_AFTER_ERROR;
        }
      }
      OtlpMetrics pushed = metrics;
      if (pushed != null && !stopping) {
        try {
          wait = Math.min(wait, pushed.step(System.nanoTime()));
        } catch (Throwable e) {
          pushed.abandon();
          failed("Metrics can't be exported: ", e);
        }
      }
      return wait;
    }

    private void await(long nanos) {
      if (nanos <= 0 || stopping) {
        return;
      }
      OtlpTraces spans = traces;
      if (spans != null && !spans.isBusy()) {
        queue.awaitBatch(nanos);
      } else {
        LockSupport.parkNanos(queue, nanos);
      }
    }

    private void flush() {
      OtlpTraces spans = traces;
      if (spans != null) {
        spans.flush();
        spans.close();
      }
      OtlpMetrics pushed = metrics;
      if (pushed != null) {
        if (!patience.isOver()) {
          pushed.push();
        }
        pushed.close();
      }
    }

    private void failed(String what, Throwable failure) {
      try {
        self.error("otlp", SelfStats.Phase.EXPORT);
        Log.errorOnce("otlp." + what, what + failure, failure);
      } catch (Throwable e) {
        // A heap too full to say so; the thread goes on.
      }
    }
  }
}
