package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerProbeTest {

  private final Counting recorder = new Counting();

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpServerProbe.install(null);
    Current.cell().forget();
  }

  @Test
  void withoutARecorderNothingIsMeasured() {
    assertThat(HttpServerProbe.open()).isNull();
    assertThat(HttpServerProbe.fields()).isEmpty();
    assertThat(HttpServerProbe.start(Current.cell(), "GET", "http")).isNull();
    assertThat(HttpServerProbe.current()).isNull();
  }

  @Test
  void aRequestIsTheContextUntilItEndsAndIsRecordedOnce() {
    HttpServerProbe.install(recorder);
    assertThat(HttpServerProbe.fields()).containsExactly("traceparent");
    HttpServerOperation operation = HttpServerProbe.start(HttpServerProbe.open(), "GET", "http");
    assertThat(HttpServerProbe.current()).isSameAs(operation);
    RuntimeException thrown = new RuntimeException();
    HttpServerProbe.end(operation, thrown);
    HttpServerProbe.end(operation, null);
    assertThat(HttpServerProbe.current()).isNull();
    assertThat(operation.error()).isSameAs(thrown);
    assertThat(recorder.ended).isEqualTo(1);
  }

  @Test
  void aRequestThatOutlivesItsRecorderLeavesTheThreadAllTheSame() {
    HttpServerProbe.install(recorder);
    HttpServerOperation operation = HttpServerProbe.start(HttpServerProbe.open(), "GET", "http");
    HttpServerProbe.install(null);
    HttpServerProbe.end(operation, null);
    assertThat(Current.context()).isNull();
    assertThat(operation.isEnded()).isTrue();
  }

  private static final class Counting extends HttpServerRecorder {
    private int ended;

    @Override
    public String[] propagationFields() {
      return new String[] {"traceparent"};
    }

    @Override
    public HttpServerOperation start(Current thread, String method, String scheme) {
      return Contexts.operation(thread);
    }

    @Override
    public void end(HttpServerOperation operation) {
      ended++;
    }
  }
}
