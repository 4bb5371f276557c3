package dev.sonde.smoke.redis.redisson;

import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;

/** Texts, counted; one of them can't be encoded, and one can't be decoded. */
public final class CountingCodec extends BaseCodec {

  static final String IMPOSSIBLE = "hunter2-impossible";
  static final String POISON = "hunter2-poison";

  final AtomicInteger encoded = new AtomicInteger();
  final AtomicInteger decoded = new AtomicInteger();

  @Override
  public Encoder getValueEncoder() {
    return value -> {
      encoded.incrementAndGet();
      if (IMPOSSIBLE.equals(value)) {
        throw new IllegalStateException("can't be encoded");
      }
      return StringCodec.INSTANCE.getValueEncoder().encode(value);
    };
  }

  @Override
  public Decoder<Object> getValueDecoder() {
    return (bytes, state) -> {
      decoded.incrementAndGet();
      Object text = StringCodec.INSTANCE.getValueDecoder().decode(bytes, state);
      if (POISON.equals(text)) {
        throw new IllegalStateException("poisoned");
      }
      return text;
    };
  }
}
