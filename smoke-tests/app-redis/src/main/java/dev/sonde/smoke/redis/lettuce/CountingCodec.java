package dev.sonde.smoke.redis.lettuce;

import io.lettuce.core.codec.RedisCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is asked, and can't encode one of the values. */
final class CountingCodec implements RedisCodec<String, String> {

  static final String IMPOSSIBLE = "impossible";

  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicInteger encoded = new AtomicInteger();
  private final AtomicInteger decoded = new AtomicInteger();

  @Override
  public String decodeKey(ByteBuffer bytes) {
    keys.incrementAndGet();
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  @Override
  public String decodeValue(ByteBuffer bytes) {
    decoded.incrementAndGet();
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  @Override
  public ByteBuffer encodeKey(String key) {
    keys.incrementAndGet();
    return StandardCharsets.UTF_8.encode(key);
  }

  @Override
  public ByteBuffer encodeValue(String value) {
    encoded.incrementAndGet();
    if (value.equals(IMPOSSIBLE)) {
      throw new IllegalStateException("can't be encoded");
    }
    return StandardCharsets.UTF_8.encode(value);
  }

  @Override
  public String toString() {
    return keys + " keys, " + encoded + " values encoded, " + decoded + " decoded";
  }
}
