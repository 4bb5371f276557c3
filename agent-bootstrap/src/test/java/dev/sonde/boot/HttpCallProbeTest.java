package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallProbeTest {

  private static final Context CALLER = new Context(1, 2, 3, true, null, null);
  private static final IOException BROKEN = new IOException("broken");

  private final RecordingHttpClient recorder = new RecordingHttpClient();
  private final Object call = new Object();
  private final Object connection = new Object();

  @BeforeEach
  void install() {
    HttpClientProbe.install(recorder);
    Current.cell().set(CALLER);
    HttpCallProbe.made(call);
    Current.cell().set(null);
    HttpCallProbe.server(call, "h", 80);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpClientProbe.install(null);
    Current.cell().set(null);
    Current.cell().serve();
    Carried.forgetAll();
  }

  private HttpClientOperation send(Object by) {
    HttpCallProbe.connected(call, by, "http", "/1");
    HttpCallProbe.prepared();
    return HttpCallProbe.sending(by, "GET");
  }

  private void fail() {
    HttpCallProbe.failed(call, BROKEN, "GET", "http", "/a?b");
  }

  private List<String> ended() {
    return recorder.ended;
  }

  @Test
  void whatAnotherThreadSendsIsBelowTheCaller() {
    HttpClientOperation operation = send(connection);

    assertThat(operation.outer()).isSameAs(CALLER);
    assertThat(operation.details.url).isEqualTo("http://h/1");
    assertThat(Current.context()).isNull();
    assertThat(HttpExchangeProbe.running(connection)).isSameAs(operation);
  }

  @Test
  void aHeadThatIsAboutToBeWrittenTwiceIsOneRequest() {
    send(connection);
    assertThat(HttpCallProbe.sending(connection, "GET")).isNull();
  }

  @Test
  void theConnectionOfAnEarlierAttemptEndsNoLaterOne() {
    HttpClientProbe.end(send(connection), null);
    HttpCallProbe.failed(call, BROKEN, "GET", "http", "/");
    Object next = new Object();
    HttpClientOperation second = send(next);
    HttpClientProbe.end(HttpExchangeProbe.running(connection), null);

    assertThat(second.isEnded()).isFalse();
    assertThat(second.resends).isEqualTo(1);
    assertThat(ended()).hasSize(1);
  }

  @Test
  void anAttemptWithoutAConnectionHasFailedAndOneThatIsNotLetOutIsNone() {
    fail();
    assertThat(ended()).containsExactly("GET broken 0");
    HttpCallProbe.connected(call, connection, "http", "/1");
    HttpCallProbe.prepared();
    fail();
    assertThat(ended()).hasSize(1);
    fail();
    assertThat(ended()).containsExactly("GET broken 0", "GET broken 1");
  }

  @Test
  void whatTakesAConnectionOverEndsItsRequest() {
    HttpClientOperation operation = send(connection);
    Object socket = new Object();
    HttpCallProbe.replaced(connection, socket);

    assertThat(HttpExchangeProbe.running(socket)).isSameAs(operation);
  }

  @Test
  void theTemplateIsThatOfTheRequestThatIsPrepared() {
    HttpCallProbe.template("/{left}");
    HttpCallProbe.connected(call, connection, "http", "/1");
    HttpCallProbe.template("/{id}");
    HttpCallProbe.prepared();
    HttpCallProbe.template("/{other}");

    assertThat(HttpCallProbe.sending(connection, "GET").details.template).isEqualTo("/{id}");
  }

  @Test
  void theApplicationGoesOnInTheContextOfTheCaller() {
    send(connection);
    Context own = new Context(4, 5, 6, true, null, null);
    Current.cell().set(own);
    Context before = HttpCallProbe.enter(connection);
    assertThat(Current.context()).isSameAs(CALLER);
    HttpCallProbe.leave(before);
    assertThat(Current.context()).isSameAs(own);
    Current.cell().set(null);
    HttpCallProbe.leave(HttpCallProbe.enter(connection));
    assertThat(Current.context()).isNull();
    HttpCallProbe.leave(HttpCallProbe.enter(new Object()));
    assertThat(Current.context()).isNull();
  }

  @Test
  void whatIsLeftAloneStillHasACaller() {
    recorder.leavesAlone = true;
    assertThat(send(connection)).isNull();
    fail();
    Context before = HttpCallProbe.enter(connection);
    assertThat(Current.context()).isSameAs(CALLER);
    HttpCallProbe.leave(before);

    assertThat(ended()).isEmpty();
  }

  @Test
  void aThreadOfTheClientsIsNotInTheCallThatItWasMadeIn() throws InterruptedException {
    Object other = new Object();
    assertThat(contextAfter(() -> HttpCallProbe.leave(HttpCallProbe.enter(other)))).isNull();
    assertThat(contextAfter(() -> HttpCallProbe.connected(call, other, "http", "/"))).isNull();
    assertThat(contextAfter(() -> HttpExchangeProbe.answering(other))).isNull();
  }

  /** The context of a thread that is made in a call, after it has done something. */
  private static Context contextAfter(Runnable task) throws InterruptedException {
    AtomicReference<Context> context = new AtomicReference<>();
    Current.cell().set(CALLER);
    Thread thread =
        new Thread(
            () -> {
              context.set(Current.context());
              task.run();
              context.set(Current.context());
            });
    Current.cell().set(null);
    thread.start();
    thread.join();
    return context.get();
  }
}
