package dev.sonde.exporters.rpc;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Origin;
import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcConnection;
import dev.sonde.boot.RpcDetails;
import dev.sonde.boot.RpcMetadata;
import dev.sonde.boot.RpcMethod;
import dev.sonde.boot.RpcOperation;
import dev.sonde.boot.RpcProbe;
import dev.sonde.boot.RpcRecorder;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.RpcTarget;
import dev.sonde.boot.SelfProbe;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import dev.sonde.exporters.http.PathPattern;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.ErrorTypes;
import dev.sonde.exporters.metrics.Exemplars;
import dev.sonde.exporters.metrics.Histogram;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;
import dev.sonde.exporters.trace.Sampler;
import dev.sonde.exporters.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures remote calls, made and served: in flight, duration, messages, and the span. */
public final class RpcMeasurements extends RpcRecorder {

  private static final String GRPC = "grpc";
  private static final int MOST_ERROR_TYPES = 100;

  private final Registry registry;
  private final Tracing tracing;
  private final Exemplars exemplars;
  private final RpcMethods made;
  private final RpcMethods served;
  private final SeriesTable<Histogram> clientDurations;
  private final SeriesTable<Histogram> serverDurations;
  private final ErrorTypes errorTypes = new ErrorTypes(MOST_ERROR_TYPES);
  private final String[][] names;
  private final byte[][] headers;
  private final boolean sizes;

  public RpcMeasurements(Config config, Registry registry, Tracing tracing) {
    this.registry = registry;
    this.tracing = tracing;
    this.exemplars = Exemplars.of(config);
    List<PathPattern> excluded = PathPattern.all(config.get(Property.GRPC_EXCLUDE));
    Map<String, Double> ratios = config.get(Property.GRPC_SAMPLING);
    List<PathPattern> sampled = PathPattern.all(ratios.keySet());
    List<Sampler> samplers = new ArrayList<>();
    for (Double ratio : ratios.values()) {
      samplers.add(tracing.sampler(ratio));
    }
    this.made = new RpcMethods(this, registry, RpcSide.CLIENT, excluded, sampled, samplers);
    this.served = new RpcMethods(this, registry, RpcSide.SERVER, excluded, sampled, samplers);
    this.clientDurations = SeriesTable.histograms(registry, Catalogue.RPC_CLIENT_CALL_DURATION);
    this.serverDurations = SeriesTable.histograms(registry, Catalogue.RPC_SERVER_CALL_DURATION);
    this.sizes = config.get(Property.GRPC_MESSAGE_SIZES);
    this.names = new String[RpcMetadata.SETS][];
    names[RpcMetadata.TRACE] = tracing.propagation().fields();
    names[RpcMetadata.CLIENT_REQUEST] =
        RpcKeys.of(config.get(Property.GRPC_CLIENT_REQUEST_METADATA));
    names[RpcMetadata.CLIENT_RESPONSE] =
        RpcKeys.of(config.get(Property.GRPC_CLIENT_RESPONSE_METADATA));
    names[RpcMetadata.SERVER_REQUEST] =
        RpcKeys.of(config.get(Property.GRPC_SERVER_REQUEST_METADATA));
    names[RpcMetadata.SERVER_RESPONSE] =
        RpcKeys.of(config.get(Property.GRPC_SERVER_RESPONSE_METADATA));
    names[RpcMetadata.TRAILER] =
        RpcKeys.of(Collections.singletonList(config.get(Property.GRPC_TRACE_TRAILER)));
    this.headers = headers(names[RpcMetadata.TRACE]);
  }

  /** As all metadata they are sent in lower case. */
  private static byte[][] headers(String[] fields) {
    byte[][] headers = new byte[fields.length][];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = fields[i].toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
    return headers;
  }

  /** Measures from now on. */
  public static void install(Config config, Registry registry, Tracing tracing) {
    RpcProbe.install(new RpcMeasurements(config, registry, tracing));
    registry.add(new UnheardCalls());
  }

  /** Measures no more. */
  public static void uninstall() {
    RpcProbe.install(null);
  }

  @Override
  public String[][] names() {
    return names;
  }

  @Override
  public byte[][] headers() {
    return headers;
  }

  @Override
  public byte @Nullable [] header(RpcClientOperation operation, int field) {
    return tracing.propagation().headerBytes(operation, field);
  }

  @Override
  public @Nullable RpcClientOperation call(
      Current thread,
      @Nullable Context parent,
      String name,
      @Nullable RpcTarget target,
      long since) {
    try {
      MeasuredMethod method = made.known(name);
      if (method.excluded) {
        return null;
      }
      Origin origin = thread.origin();
      tracing.beginChild(parent, origin);
      RpcClientOperation operation =
          new RpcClientOperation(origin, parent, thread, since, method, target, sizes);
      tellOriginal(operation, name);
      method.active().add(1);
      return operation;
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, GRPC);
      return null;
    }
  }

  @Override
  public @Nullable RpcServerOperation serve(
      Current thread, String name, @Nullable HttpServerOperation request) {
    try {
      long since = System.nanoTime();
      MeasuredMethod method = served.find(name);
      Origin origin = thread.origin();
      if (method == null ? served.excludes(name) : method.excluded) {
        tracing.passBy(thread, origin);
        return new RpcServerOperation(origin, thread, since, served.other(), true, false);
      }
      Sampler ofMethod = method == null ? served.sampler(name) : method.sampler;
      if (request != null) {
        thread.clearIncoming();
        tracing.beginChild(request, origin);
      } else if (ofMethod == null) {
        tracing.begin(thread, origin);
      } else {
        tracing.begin(thread, origin, ofMethod);
      }
      MeasuredMethod measured = method == null ? served.other() : method;
      RpcServerOperation operation =
          new RpcServerOperation(origin, thread, since, measured, false, sizes);
      tellOriginal(operation, name);
      measured.active().add(1);
      return operation;
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, GRPC);
      return null;
    }
  }

  private static void tellOriginal(RpcOperation operation, String name) {
    RpcDetails details = operation.details();
    if (details != null && isOther(operation.method())) {
      details.originalMethod = name;
    }
  }

  @SuppressWarnings("ReferenceEquality") // there is one text for them all
  private static boolean isOther(RpcMethod method) {
    return method.name == RpcMethod.OTHER;
  }

  @Override
  public void known(RpcServerOperation operation, String name) {
    MeasuredMethod before = (MeasuredMethod) operation.method();
    if (operation.excluded || !isOther(before)) {
      return;
    }
    MeasuredMethod method = served.known(name);
    if (!isOther(method) && operation.resolve(method)) {
      method.active().add(1);
      before.active().add(-1);
    }
  }

  @Override
  public void sent(RpcOperation operation) {
    if (isMeasured(operation)) {
      ((MeasuredMethod) operation.method()).sent().add(1);
    }
  }

  @Override
  public void received(RpcOperation operation) {
    if (isMeasured(operation)) {
      ((MeasuredMethod) operation.method()).received().add(1);
    }
  }

  @Override
  public void size(RpcOperation operation, boolean sent, long bytes) {
    MeasuredMethod method = (MeasuredMethod) operation.method();
    (sent ? method.sentSizes() : method.receivedSizes()).record(bytes);
  }

  @Override
  public void connection(
      RpcConnection connection, @Nullable String before, @Nullable String after) {
    count(connection.target, before, -1);
    count(connection.target, after, 1);
  }

  private void count(RpcTarget target, @Nullable String state, int by) {
    if (state != null) {
      String label = state.toLowerCase(Locale.ROOT);
      registry
          .counter(Catalogue.RPC_CLIENT_CONNECTIONS, target.address, target.portText, label)
          .add(by);
    }
  }

  @Override
  public void reconnected(RpcConnection connection) {
    RpcTarget target = connection.target;
    registry.counter(Catalogue.RPC_CLIENT_RECONNECTS, target.address, target.portText).add(1);
  }

  private static boolean isMeasured(RpcOperation operation) {
    return !(operation instanceof RpcServerOperation) || !((RpcServerOperation) operation).excluded;
  }

  @Override
  public void end(RpcOperation operation) {
    try {
      if (operation instanceof RpcClientOperation) {
        ended((RpcClientOperation) operation);
      } else if (isMeasured(operation)) {
        ended((RpcServerOperation) operation);
      } else {
        return;
      }
      tracing.end(operation);
    } catch (Throwable failure) {
      SelfProbe.adviceFailed(failure, GRPC);
    }
  }

  private void ended(RpcClientOperation operation) {
    MeasuredMethod method = (MeasuredMethod) operation.method();
    method.active().add(-1);
    String status = operation.status();
    Histogram durations =
        clientDurations.find(
            MeasuredMethod.SYSTEM,
            method.name,
            status,
            errorType(operation, RpcStatus.isClientError(status)),
            operation.target().address,
            operation.target().portText);
    exemplars.record(durations, operation);
  }

  private void ended(RpcServerOperation operation) {
    MeasuredMethod method = (MeasuredMethod) operation.resolved();
    method.active().add(-1);
    String status = operation.status();
    Histogram durations =
        serverDurations.find(
            MeasuredMethod.SYSTEM,
            method.name,
            status,
            errorType(operation, RpcStatus.isServerError(status)),
            null,
            null);
    exemplars.record(durations, operation);
  }

  private @Nullable String errorType(RpcOperation operation, boolean isError) {
    if (operation.status() != null) {
      return isError ? operation.status() : null;
    }
    Throwable error = operation.error();
    return error == null ? null : errorTypes.of(error);
  }
}
