package dev.sonde.exporters.otlp;

import dev.sonde.core.Config;
import dev.sonde.core.Property;

/** How much of a span leaves the process. */
final class SpanLimits {

  /** Room for the causes at the end of a stack trace, where no limit was asked for. */
  private static final int STACK_TRACE_LENGTH = 16 * 1024;

  final int attributeLength;
  final int attributeCount;
  final int stackTraceLength;

  private SpanLimits(int attributeLength, int attributeCount, int stackTraceLength) {
    this.attributeLength = attributeLength;
    this.attributeCount = attributeCount;
    this.stackTraceLength = stackTraceLength;
  }

  static SpanLimits of(Config config) {
    int length = config.get(Property.ATTRIBUTE_LENGTH);
    boolean asked = config.isSet(Property.ATTRIBUTE_LENGTH);
    return new SpanLimits(
        length, config.get(Property.ATTRIBUTE_COUNT), asked ? length : STACK_TRACE_LENGTH);
  }
}
