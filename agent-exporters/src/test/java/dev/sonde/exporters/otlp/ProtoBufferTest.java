package dev.sonde.exporters.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoBufferTest {

  private static byte[] content(ProtoBuffer buffer) {
    return Arrays.copyOf(buffer.bytes(), buffer.size());
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(300);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (0xd800 + random.nextInt(0x800)));
        case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
        case 3 -> text.append((char) random.nextInt(0x800));
        default -> text.append((char) random.nextInt(0x80));
      }
    }
    return text.toString();
  }

  @Test
  void anyTextReadsAsTheJdkWouldWriteIt() throws Exception {
    Random random = new Random(42);
    ProtoBuffer buffer = new ProtoBuffer();
    for (int i = 0; i < 5000; i++) {
      String text = random(random);
      buffer.clear();
      buffer.string(1, text);
      AnyValue read = AnyValue.parseFrom(content(buffer));
      assertThat(read.getStringValue()).isEqualTo(new String(text.getBytes(UTF_8), UTF_8));
    }
  }

  @Test
  void aShortTextIsWrittenAtOnceAsItIsStepByStep() {
    byte[] key = Attributes.key("http.route");
    for (int length = 0; length < 300; length++) {
      String text = "x".repeat(length);
      ProtoBuffer steps = new ProtoBuffer();
      int outer = steps.begin(9);
      steps.raw(key);
      int inner = steps.begin(2);
      steps.string(1, text);
      steps.end(inner);
      steps.end(outer);

      ProtoBuffer once = new ProtoBuffer();
      boolean isShort = key.length + 4 + length <= 127;
      assertThat(once.shortText(9, key, 2, 1, text)).isEqualTo(isShort);
      assertThat(content(once)).isEqualTo(isShort ? content(steps) : new byte[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "short but not plain: ł", "\u0080", "\ud83d\ude00", "\ud83d"})
  void aTextThatIsNotPlainIsNotWrittenAtOnce(String text) {
    ProtoBuffer buffer = new ProtoBuffer();
    assertThat(buffer.shortText(9, Attributes.key("http.route"), 2, 1, text)).isFalse();
    assertThat(buffer.size()).isZero();
  }

  @Test
  void aFieldWithALongTagIsNotWrittenAtOnce() {
    ProtoBuffer buffer = new ProtoBuffer();
    assertThat(buffer.shortText(16, Attributes.key("http.route"), 2, 1, "a")).isFalse();
    assertThat(buffer.size()).isZero();
  }

  @Test
  void aShortTextPastTheLimitIsRefused() {
    ProtoBuffer buffer = new ProtoBuffer();
    buffer.limit(20);
    assertThatThrownBy(
            () -> buffer.shortText(9, Attributes.key("http.route"), 2, 1, "a longer one"))
        .isInstanceOf(ProtoBuffer.Full.class);
    assertThat(buffer.size()).isZero();
  }

  @Test
  void aCutNeverSplitsAPair() throws Exception {
    Random random = new Random(7);
    ProtoBuffer buffer = new ProtoBuffer();
    for (int i = 0; i < 5000; i++) {
      String text = random(random);
      int most = random.nextInt(text.length() + 2);
      int end = Math.min(most, text.length());
      if (end > 0
          && end < text.length()
          && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
        end--;
      }
      buffer.clear();
      buffer.string(1, text, most);
      assertThat(AnyValue.parseFrom(content(buffer)).getStringValueBytes())
          .isEqualTo(ByteString.copyFrom(text.substring(0, end).getBytes(UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 117, 118, 127, 128, 16_000, 16_370, 16_384, 3_000_000})
  void aMessageMovesUpForItsLength(int length) throws Exception {
    ProtoBuffer buffer = new ProtoBuffer();
    int outer = buffer.begin(2);
    int inner = buffer.begin(1);
    buffer.raw("x".repeat(length).getBytes(UTF_8));
    buffer.end(inner);
    buffer.end(outer);
    KeyValue read = KeyValue.parseFrom(content(buffer));
    assertThat(read.getValue().getStringValueBytes().size()).isEqualTo(length);
    assertThat(read.toByteArray()).isEqualTo(content(buffer));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 35})
  void numbersReadBack(long value) throws Exception {
    ProtoBuffer buffer = new ProtoBuffer();
    buffer.varint(3, value);
    assertThat(AnyValue.parseFrom(content(buffer)).getIntValue()).isEqualTo(value);
    ProtoReader reader = new ProtoReader(content(buffer));
    assertThat(reader.next()).isTrue();
    assertThat(reader.number()).isEqualTo(value);
    assertThat(reader.next()).isFalse();
    buffer.clear();
    buffer.real(4, Double.longBitsToDouble(value));
    assertThat(Double.doubleToRawLongBits(AnyValue.parseFrom(content(buffer)).getDoubleValue()))
        .isEqualTo(value);
  }

  @Test
  void pastTheLimitItIsFull() {
    ProtoBuffer buffer = new ProtoBuffer();
    buffer.string(1, "kept");
    int before = buffer.size();
    buffer.limit(100);
    assertThatThrownBy(() -> buffer.string(1, "é".repeat(100)))
        .isInstanceOf(ProtoBuffer.Full.class);
    buffer.cutTo(before);
    assertThat(buffer.size()).isEqualTo(6);
  }

  @Test
  void aLargeBufferGivesItsMemoryBack() {
    ProtoBuffer buffer = new ProtoBuffer();
    buffer.string(1, "x".repeat(1_000_000));
    buffer.clear();
    buffer.string(1, "x");
    buffer.clear();
    assertThat(buffer.bytes()).hasSizeLessThan(100_000);
  }

  @Test
  void garbageReadsAsAnEnd() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      ProtoReader reader = new ProtoReader(bytes);
      int fields = 0;
      while (reader.next()) {
        reader.text();
        reader.message().next();
        fields++;
      }
      assertThat(fields).isLessThanOrEqualTo(40);
      assertThat(Outcome.taken(bytes).isTaken()).isTrue();
    }
  }
}
