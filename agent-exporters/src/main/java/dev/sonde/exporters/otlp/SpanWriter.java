package dev.sonde.exporters.otlp;

import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.JdbcOperation;
import dev.sonde.boot.Operation;
import dev.sonde.boot.RedisOperation;
import dev.sonde.boot.RpcClientOperation;
import dev.sonde.boot.RpcServerOperation;
import dev.sonde.boot.S3Operation;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.util.ArrayList;
import java.util.List;

/** Writes operations as protobuf spans. */
final class SpanWriter {

  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START_TIME = 7;
  private static final int END_TIME = 8;
  private static final int ATTRIBUTES = 9;
  private static final int DROPPED_ATTRIBUTES = 10;
  private static final int EVENTS = 11;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private static final int STATUS_CODE = 3;
  private static final int STATUS_ERROR = 2;

  private static final int FLAG_SAMPLED = 1;
  private static final int FLAG_HAS_REMOTE = 0x100;
  private static final int FLAG_REMOTE = 0x200;

  private static final int NAME_LENGTH = 1024;

  private final Config config;

  /** One form a kind of operations, made when the first of them is written. */
  private final List<SpanForm<?>> forms = new ArrayList<>();

  private final ProtoBuffer out;
  private final Attributes attributes;
  private final ExceptionEvent exceptions;
  private final StringBuilder name = new StringBuilder(80);

  SpanWriter(ProtoBuffer out, Config config) {
    this.out = out;
    this.config = config;
    SpanLimits limits = SpanLimits.of(config);
    this.attributes = new Attributes(out, limits.attributeLength, limits.attributeCount);
    this.exceptions = new ExceptionEvent(out, limits, config.get(Property.JDBC_FULL_TEXT));
  }

  /**
   * Writes an operation that has ended.
   *
   * @param anchorNanos what to add to {@link System#nanoTime} for nanoseconds since 1970
   */
  void write(int field, Operation operation, long anchorNanos) {
    write(form(operation), field, operation, anchorNanos);
  }

  /**
   * Puts what the exception of an operation that has ended tells into its place.
   *
   * @param room the most characters to tell
   * @param count in which they are counted once, however many operations are parts of this one
   * @return how many it tells
   */
  long settle(Operation operation, long room, int count) {
    Throwable error = operation.error();
    if (error == null) {
      return 0;
    }
    if (error instanceof Told) {
      return ((Told) error).countedIn(count);
    }
    Told told = exceptions.told(error, form(operation).tellsMessages(), room > 0).within(room);
    operation.settle(told);
    return told.countedIn(count);
  }

  private SpanForm<?> form(Operation operation) {
    for (SpanForm<?> form : forms) {
      if (form.type().isInstance(operation)) {
        return form;
      }
    }
    SpanForm<?> made = make(operation);
    forms.add(made);
    return made;
  }

  /** By static calls: the JVM loads nothing for those forms that are not made. */
  private SpanForm<?> make(Operation operation) {
    if (operation instanceof HttpServerOperation) {
      return HttpServerSpan.form(config);
    }
    if (operation instanceof JdbcOperation) {
      return JdbcSpan.form(config);
    }
    if (operation instanceof HttpClientOperation) {
      return HttpClientSpan.form(config);
    }
    if (operation instanceof RedisOperation) {
      return RedisSpan.form();
    }
    if (operation instanceof RpcClientOperation) {
      return RpcClientSpan.form(config);
    }
    if (operation instanceof RpcServerOperation) {
      return RpcServerSpan.form(config);
    }
    if (operation instanceof S3Operation) {
      return S3Span.form();
    }
    throw new IllegalArgumentException("no form for " + operation.getClass().getName());
  }

  private <O extends Operation> void write(
      SpanForm<O> form, int field, Operation any, long anchorNanos) {
    O operation = form.type().cast(any);
    long start = anchorNanos + operation.startNanos;
    long end = start + operation.durationNanos();
    int span = out.begin(field);
    out.id(TRACE_ID, operation.traceIdHigh, operation.traceIdLow);
    out.id(SPAN_ID, operation.spanId);
    if (operation.traceState != null) {
      out.string(TRACE_STATE, operation.traceState);
    }
    if (operation.parentSpanId != 0) {
      out.id(PARENT_SPAN_ID, operation.parentSpanId);
    }
    name.setLength(0);
    form.name(operation, name);
    out.string(NAME, name, NAME_LENGTH);
    out.varint(KIND, form.kind());
    out.fixed64(START_TIME, start);
    out.fixed64(END_TIME, end);
    attributes.to(ATTRIBUTES);
    form.attributes(operation, attributes);
    if (attributes.dropped() > 0) {
      out.varint(DROPPED_ATTRIBUTES, attributes.dropped());
    }
    Throwable error = operation.error();
    if (error != null) {
      exceptions.write(EVENTS, error, end, form.tellsMessages());
    }
    if (form.failed(operation)) {
      int status = out.begin(STATUS);
      out.varint(STATUS_CODE, STATUS_ERROR);
      out.end(status);
    }
    out.fixed32(
        FLAGS,
        (operation.sampled ? FLAG_SAMPLED : 0)
            | FLAG_HAS_REMOTE
            | (operation.parentRemote ? FLAG_REMOTE : 0));
    out.end(span);
  }
}
