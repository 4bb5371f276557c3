package dev.sonde.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How many spans are in what an agent has sent, as each of them writes it. */
final class SpanCounts {

  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPAN = 2;

  private SpanCounts() {}

  /** In an {@code ExportTraceServiceRequest} of OTLP. */
  static long otlp(ByteBuffer message) {
    return messages(message, RESOURCE_SPANS, SCOPE_SPANS, SPAN);
  }

  /** In a payload of Datadog's version 0.4: MessagePack, an array of traces, each one of spans. */
  static long datadog(ByteBuffer payload) {
    long spans = 0;
    for (long traces = elements(payload); traces > 0; traces--) {
      long of = elements(payload);
      spans += of;
      skip(payload, of);
    }
    return spans;
  }

  /** In the lines of JSON that Elastic's agent sends: transactions and spans. */
  static long elastic(byte[] lines) {
    return new String(lines, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("{\"transaction\"") || line.startsWith("{\"span\""))
        .count();
  }

  /** Counts the messages at the end of a path of fields in a protobuf message. */
  private static long messages(ByteBuffer message, int... path) {
    long count = 0;
    while (message.hasRemaining()) {
      long tag = varint(message);
      switch ((int) tag & 7) {
        case 0 -> varint(message);
        case 1 -> forward(message, Long.BYTES);
        case 2 -> {
          int length = (int) varint(message);
          if (tag >>> 3 == path[0]) {
            count +=
                path.length == 1
                    ? 1
                    : messages(
                        message.slice(message.position(), length),
                        Arrays.copyOfRange(path, 1, path.length));
          }
          forward(message, length);
        }
        case 5 -> forward(message, Integer.BYTES);
        default -> throw new IllegalArgumentException("no protobuf");
      }
    }
    return count;
  }

  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = from.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** The length of the MessagePack array that begins here. */
  private static long elements(ByteBuffer from) {
    int type = from.get() & 0xff;
    return switch (type) {
      case 0xdc -> from.getShort() & 0xffff;
      case 0xdd -> from.getInt();
      default -> {
        if ((type & 0xf0) != 0x90) {
          throw new IllegalArgumentException("no array");
        }
        yield type & 0xf;
      }
    };
  }

  /** Leaves out so many values of MessagePack, with all that is in them. */
  private static void skip(ByteBuffer from, long values) {
    for (long left = values; left > 0; left--) {
      int type = from.get() & 0xff;
      switch (type) {
        case 0xc4, 0xd9 -> forward(from, from.get() & 0xff);
        case 0xc5, 0xda -> forward(from, from.getShort() & 0xffff);
        case 0xc6, 0xdb -> forward(from, from.getInt());
        case 0xcc, 0xd0 -> forward(from, Byte.BYTES);
        case 0xcd, 0xd1 -> forward(from, Short.BYTES);
        case 0xca, 0xce, 0xd2 -> forward(from, Integer.BYTES);
        case 0xcb, 0xcf, 0xd3 -> forward(from, Long.BYTES);
        case 0xdc -> skip(from, from.getShort() & 0xffff);
        case 0xdd -> skip(from, from.getInt());
        case 0xde -> skip(from, 2L * (from.getShort() & 0xffff));
        case 0xdf -> skip(from, 2L * from.getInt());
        default -> {
          if (type >= 0x80 && type < 0x90) {
            skip(from, 2L * (type & 0xf));
          } else if (type >= 0x90 && type < 0xa0) {
            skip(from, type & 0xf);
          } else if (type >= 0xa0 && type < 0xc0) {
            forward(from, type & 0x1f);
          }
          // Else a small number, nil, or a boolean, which is in its type.
        }
      }
    }
  }

  private static void forward(ByteBuffer in, int bytes) {
    in.position(in.position() + bytes);
  }
}
