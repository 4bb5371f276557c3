package dev.sonde.exporters.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "WRONGTYPE Operation against a key holding the wrong kind of value, WRONGTYPE",
    "ERR value is not an integer or out of range, ERR",
    "MOVED 3999 127.0.0.1:6381, MOVED",
    "NOAUTH, NOAUTH",
    "hunter2 is no code, ERR",
    "'', ERR",
    "CUSTOM_CODE x, CUSTOM_CODE",
    "4111111111111111 is a card, ERR",
    "KEY42 was given, ERR",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH too long, ERR",
    "K:hunter2, ERR"
  })
  void theCodeIsTheFirstWordWhereThatIsOne(String reply, String code) {
    assertThat(RedisErrors.code(reply)).isEqualTo(code);
  }

  @Test
  void behindAClientsExceptionIsWhatHappenedToTheConnection() {
    Throwable timeout = new SocketTimeoutException("Read timed out");
    assertThat(RedisErrors.behind(new RuntimeException(timeout))).isSameAs(timeout);
    assertThat(RedisErrors.behind(new RuntimeException(new RuntimeException(timeout))))
        .isSameAs(timeout);
    Throwable refused = new ConnectException("Connection refused");
    RuntimeException failed = new RuntimeException("no host can be connected to");
    failed.addSuppressed(refused);
    assertThat(RedisErrors.behind(failed)).isSameAs(refused);
    RuntimeException attempts = new RuntimeException("No more attempts left.");
    attempts.addSuppressed(new RuntimeException(new IOException()));
    assertThat(RedisErrors.behind(attempts)).isInstanceOf(IOException.class);
  }

  @Test
  void withoutOneItIsTheExceptionItself() {
    RuntimeException plain = new RuntimeException("closed");
    assertThat(RedisErrors.behind(plain)).isSameAs(plain);
    RuntimeException hostile =
        new RuntimeException() {
          @Override
          public synchronized Throwable getCause() {
            throw new IllegalStateException();
          }
        };
    assertThat(RedisErrors.behind(hostile)).isSameAs(hostile);
  }
}
