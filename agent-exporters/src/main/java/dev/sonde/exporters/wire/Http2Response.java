package dev.sonde.exporters.wire;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receiver answered over HTTP/2: headers and trailers together, and the body. */
public final class Http2Response {

  private static final int NONE = -1;

  private final Map<String, String> fields = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(64);
  private int resetCode = NONE;
  private boolean begun;
  private boolean complete;

  Http2Response() {}

  /** The value of a header or trailer, or null. */
  public @Nullable String field(String name) {
    return fields.get(name);
  }

  /** The body's beginning, up to a bound. */
  public byte[] body() {
    return body.toByteArray();
  }

  /** True when the receiver broke the exchange off. */
  public boolean isReset() {
    return resetCode != NONE;
  }

  /** Why it did, as an HTTP/2 error code. */
  public int resetCode() {
    return resetCode;
  }

  Map<String, String> fields() {
    return fields;
  }

  ByteArrayOutputStream content() {
    return body;
  }

  /** Anything came for this exchange. */
  void begin() {
    begun = true;
  }

  boolean isBegun() {
    return begun;
  }

  void complete() {
    complete = true;
  }

  void reset(int code) {
    resetCode = code;
    complete = true;
  }

  boolean isComplete() {
    return complete;
  }
}
