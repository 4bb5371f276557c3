package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MinioProbeTest {

  private static final Context CALLER = new Context(1, 2, 3, true, null, null);
  private static final IOException BROKEN = new IOException("broken");

  private final RecordingS3 recorder = new RecordingS3();
  private final Object url = new Object();
  private final Object call = new Object();
  private final Object callback = new Object();
  private final Object exchange = new Object();

  @BeforeEach
  void install() {
    Carried.forgetAll();
    S3Probe.install(recorder);
    Current.cell().set(CALLER);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    S3Probe.install(null);
    Current.cell().set(null);
    Carried.forgetAll();
  }

  private static S3Operation begin(String method) {
    S3Operation operation = S3Probe.start("S3", method, "pics");
    operation.enter();
    return operation;
  }

  /** A call that the thread waits for has sent its request. */
  private S3Operation execute(String method) {
    S3Operation operation = begin(method);
    MinioProbe.requests(url);
    MinioProbe.executed(call, url);
    operation.attempt("s3.example", 443);
    return operation;
  }

  /** A call that tells a callback has sent its request. */
  private S3Operation enqueue(String method) {
    S3Operation operation = begin(method);
    MinioProbe.requests(url);
    MinioProbe.made(callback);
    MinioProbe.enqueued(call, callback);
    MinioProbe.left(operation, null);
    operation.attempt("s3.example", 443);
    return operation;
  }

  private void answer(S3Operation operation) {
    assertThat(MinioProbe.opened(exchange, call, true)).isSameAs(operation);
    operation.answered(200, null);
    operation.attempted(null);
  }

  private void body(int bytes, IOException thrown) {
    MinioProbe.finished(exchange, call, bytes, true, false, thrown);
  }

  @Test
  void onlyTheCallForWhatTheOperationRequestsIsItsOwn() {
    S3Operation operation = begin("GetObject");
    Object credentials = new Object();
    MinioProbe.executed(credentials, new Object());
    MinioProbe.requests(url);
    MinioProbe.executed(credentials, new Object());
    MinioProbe.executed(call, url);
    Object again = new Object();
    MinioProbe.executed(again, url);

    assertThat(MinioProbe.running(credentials)).isNull();
    assertThat(MinioProbe.running(call)).isSameAs(operation);
    assertThat(MinioProbe.running(again)).isNull();
    MinioProbe.returned(operation, null);
  }

  @Test
  void whatComesAfterTheEndIsNobodys() {
    S3Operation operation = enqueue("PutObject");
    answer(operation);
    MinioProbe.told(callback, MinioProbe.answered(callback, false, BROKEN));

    assertThat(MinioProbe.running(call)).isNull();
    assertThat(MinioProbe.opened(exchange, call, true)).isNull();
    MinioProbe.finished(exchange, call, 5, false, true, null);
    MinioProbe.told(callback, MinioProbe.answered(callback, true, null));
    assertThat(operation.sent()).isEqualTo(-1);
    assertThat(recorder.ended).containsExactly("PutObject broken");
  }

  @Test
  void aBodyThatBreaksIsWhatItsOperationComesTo() {
    S3Operation operation = execute("ListObjectsV2");
    answer(operation);
    MinioProbe.returned(operation, null);
    assertThat(Current.context()).isSameAs(CALLER);
    assertThat(operation.isEnded()).isFalse();
    body(3, BROKEN);
    body(0, null);

    assertThat(recorder.attempts).containsExactly("ListObjectsV2 200");
    assertThat(recorder.ended).containsExactly("ListObjectsV2 broken");
  }

  @Test
  void aCallThatFailsAfterItsBodyWasOpenedHasFailed() {
    S3Operation operation = enqueue("GetObject");
    answer(operation);
    MinioProbe.told(callback, MinioProbe.answered(callback, false, BROKEN));
    body(0, null);

    assertThat(recorder.ended).containsExactly("GetObject broken");
  }

  @Test
  void theApplicationGoesOnInItsOwnContextAndReadsTheBody() {
    S3Operation operation = enqueue("GetObject");
    answer(operation);
    Current.cell().set(operation);
    Context outer = MinioProbe.answered(callback, true, null);
    assertThat(Current.context()).isSameAs(CALLER);
    MinioProbe.told(callback, outer);
    assertThat(operation.isEnded()).isFalse();
    body(7, null);

    assertThat(operation.received()).isEqualTo(7);
    assertThat(recorder.ended).containsExactly("GetObject 200");
  }

  @Test
  void aBodyThatAnInterceptorHasReadIsNoEnd() {
    S3Operation operation = execute("GetObject");
    MinioProbe.opened(exchange, call, true);
    operation.answered(200, null);
    body(7, BROKEN);
    operation.attempt("s3.example", 443);
    answer(operation);
    body(7, null);
    assertThat(operation.isEnded()).isFalse();
    MinioProbe.returned(operation, null);

    assertThat(recorder.attempts).containsExactly("GetObject broken", "GetObject 200");
    assertThat(recorder.ended).containsExactly("GetObject 200");
  }

  @Test
  void whatTheServiceCallsAnErrorIsKnownFromTheException() {
    S3Operation operation = execute("GetObject");
    MinioProbe.opened(exchange, call, false);
    operation.answered(404, null);
    operation.attempted(null);
    MinioProbe.failed("NoSuchKey", BROKEN);
    MinioProbe.returned(operation, BROKEN);

    assertThat(operation.errorCode).isEqualTo("NoSuchKey");
    assertThat(recorder.ended).containsExactly("GetObject broken");
  }

  @Test
  void whatNobodyWouldFindAgainIsNotBegunAndEndsAtOnce() {
    assertThat(MinioProbe.canPromise(new Object())).isTrue();
    S3Operation late = begin("PutObject");
    List<Object> crowd = new ArrayList<>();
    while (Carried.hasRoomFor("none of a woven class")) {
      Object each = new Object();
      crowd.add(each);
      Carried.put(each, CALLER);
    }
    assertThat(MinioProbe.canPromise(new Object())).isFalse();
    assertThat(AwsRequest.begins(new Object())).isFalse();
    MinioProbe.made(callback);
    assertThat(late.isEnded()).isTrue();
    MinioProbe.left(late, null);

    assertThat(crowd).isNotEmpty();
    assertThat(recorder.ended).containsExactly("PutObject 0");
  }

  @Test
  void aStreamThatNobodyWouldHearOfEndsItsCall() {
    S3Operation many = begin("GetObject");
    List<Object> crowd = new ArrayList<>();
    while (Carried.hasRoomFor("none of a woven class")) {
      Object each = new Object();
      crowd.add(each);
      S3Streams.watch(each, many);
    }
    S3Operation operation = begin("GetObject");
    S3Probe.returned(operation, new Object(), null);

    assertThat(crowd).isNotEmpty();
    assertThat(many.isEnded()).isFalse();
    assertThat(operation.isEnded()).isTrue();
    many.leave();
  }
}
