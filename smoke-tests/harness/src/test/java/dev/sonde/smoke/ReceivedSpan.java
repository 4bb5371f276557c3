package dev.sonde.smoke;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A span as it came over OTLP, with the resource that it came from. */
record ReceivedSpan(Map<String, Object> resource, String scope, Span span) {

  String name() {
    return span.getName();
  }

  Span.SpanKind kind() {
    return span.getKind();
  }

  String traceId() {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  String spanId() {
    return HexFormat.of().formatHex(span.getSpanId().toByteArray());
  }

  /** Empty for a root. */
  String parentId() {
    return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
  }

  Map<String, Object> attributes() {
    return attributes(span.getAttributesList());
  }

  Object attribute(String name) {
    return attributes().get(name);
  }

  static Map<String, Object> attributes(List<KeyValue> pairs) {
    Map<String, Object> attributes = new TreeMap<>();
    for (KeyValue pair : pairs) {
      if (attributes.put(pair.getKey(), value(pair.getValue())) != null) {
        throw new AssertionError("twice: " + pair.getKey());
      }
    }
    return attributes;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case BOOL_VALUE -> value.getBoolValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(ReceivedSpan::value).toList();
      default -> value.toString();
    };
  }
}
