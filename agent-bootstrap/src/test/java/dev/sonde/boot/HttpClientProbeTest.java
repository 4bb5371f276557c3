package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpClientProbeTest {

  private static final IOException BROKEN = new IOException("broken");

  private final RecordingHttpClient recorder = new RecordingHttpClient();
  private final Object connection = new Object();

  @BeforeEach
  void install() {
    HttpClientProbe.install(recorder);
  }

  @AfterEach
  void leaveTheThreadAsItWas() {
    HttpClientProbe.install(null);
    Current.cell().set(null);
    Current.cell().serve();
    Carried.forgetAll();
  }

  private void sendByUrl(String method, int status) {
    HttpClientOperation operation = HttpUrlProbe.sending(connection, method, "h", 80);
    operation.status = status;
    HttpClientProbe.end(operation, null);
  }

  @Test
  void whatFollowsARedirectIsSentOnceMore() {
    sendByUrl("GET", 302);
    sendByUrl("GET", 200);
    HttpUrlProbe.finished(connection, null);
    sendByUrl("GET", 200);
    HttpUrlProbe.finished(connection, null);

    assertThat(recorder.ended).containsExactly("GET 302 0", "GET 200 1", "GET 200 0");
  }

  @Test
  void aRequestWhoseHeadIsWrittenTwiceIsOne() {
    HttpClientOperation operation = HttpUrlProbe.sending(connection, "GET", "h", 80);
    assertThat(HttpUrlProbe.sending(connection, "GET", "h", 80)).isNull();
    assertThat(HttpUrlProbe.running(connection)).isSameAs(operation);
    HttpUrlProbe.finished(connection, BROKEN);
    HttpUrlProbe.finished(connection, null);
    assertThat(HttpUrlProbe.running(connection)).isNull();

    assertThat(recorder.ended).containsExactly("GET broken 0");
  }

  @Test
  void aStreamedRequestWhoseConnectionIsGoneHasEnded() {
    streamAndForget();
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (recorder.ended.isEmpty() && System.nanoTime() < deadline) {
      System.gc();
      sendByUrl("GET", 200);
      recorder.ended.remove("GET 200 0");
      HttpUrlProbe.finished(connection, null);
    }

    assertThat(recorder.ended).containsExactly("POST 0 0");
  }

  private static void streamAndForget() {
    Object forgotten = new Object();
    HttpUrlProbe.streaming(forgotten, HttpUrlProbe.sending(forgotten, "POST", "h", 80));
  }

  @Test
  void theTimeThatAConnectionTookIsTheRequests() {
    long hour = 3_600_000_000_000L;
    long before = System.nanoTime();
    HttpUrlProbe.connected(before - hour);
    assertThat(HttpUrlProbe.sending(connection, "GET", "h", 80).startNanos)
        .isBetween(before - hour - hour / 60, before - hour + hour / 60);
    assertThat(HttpUrlProbe.sending(new Object(), "GET", "h", 80).startNanos)
        .isGreaterThanOrEqualTo(before);
    HttpUrlProbe.connected(before - hour);
    HttpUrlProbe.finished(new Object(), null);
    assertThat(HttpUrlProbe.sending(new Object(), "GET", "h", 80).startNanos)
        .as("nothing was sent on that connection")
        .isGreaterThanOrEqualTo(before);
  }

  @Test
  void whatSendsABodyFindsNoRequestOfAnother() {
    HttpClientOperation operation = HttpAttemptProbe.give("POST", "h", 80);
    assertThat(HttpAttemptProbe.take()).isSameAs(operation);
    assertThat(HttpAttemptProbe.take()).isNull();
    HttpAttemptProbe.takeBack(HttpAttemptProbe.give("POST", "h", 80));
    assertThat(HttpAttemptProbe.take()).isNull();
  }

  @Test
  void attemptsAreCountedInTheCallThatMakesThem() {
    int before = HttpAttemptProbe.call();
    assertThat(HttpAttemptProbe.start("GET", "h", 80).resends).isZero();
    int inner = HttpAttemptProbe.call();
    assertThat(HttpAttemptProbe.start("POST", "h", 80).resends).isZero();
    HttpAttemptProbe.called(inner);
    assertThat(HttpAttemptProbe.start("GET", "h", 80).resends).isEqualTo(1);
    HttpAttemptProbe.called(before);
    assertThat(HttpAttemptProbe.start("GET", "h", 80).resends).isZero();
    assertThat(HttpAttemptProbe.start("GET", "h", 80).resends).isZero();
  }

  @Test
  void anAttemptThatHasSentSomethingIsNotUnsent() {
    long since = HttpAttemptProbe.attempt();
    assertThat(HttpAttemptProbe.isUnsent(since)).isTrue();
    assertThat(HttpAttemptProbe.start("GET", "h", 80).startNanos).isEqualTo(since);
    assertThat(HttpAttemptProbe.isUnsent(since)).isFalse();
  }

  @Test
  void attemptsOfOtherThreadsAreBelowTheContextOfTheCaller() {
    Context caller = new Context(1, 2, 3, true, null, null);
    Object request = new Object();
    Current.cell().set(caller);
    HttpExchangeProbe.made(request);
    HttpClientOperation first = HttpExchangeProbe.attempt(connection, "GET", "h", 80);
    Current.cell().set(null);
    Object attempt = new Object();
    HttpExchangeProbe.sending(request, attempt, "GET", "h", 80, 0);
    assertThat(HttpExchangeProbe.running(attempt).outer()).isSameAs(caller);
    HttpClientProbe.end(first, null);
    HttpClientOperation second = HttpExchangeProbe.attempt(connection, "GET", "h", 80);
    assertThat(second.outer()).isSameAs(caller);
    assertThat(second.resends).isEqualTo(1);
    HttpExchangeProbe.anew(connection);
    assertThat(second.isEnded()).isTrue();
    assertThat(HttpExchangeProbe.attempt(connection, "GET", "h", 80).resends).isZero();
  }

  @Test
  void whatTheApplicationIsToldIsWhatAnAttemptFailedWith() {
    CompletableFuture<Object> told = new CompletableFuture<>();
    told.completeExceptionally(BROKEN);
    fail(told, new IOException("internal"), false);
    fail(null, new CompletionException(new ExecutionException(BROKEN)), false);
    fail(null, BROKEN, true);

    assertThat(recorder.ended).containsExactly("GET broken 0", "GET broken 0", "GET 0 0");
  }

  private static void fail(CompletableFuture<?> told, Throwable thrown, boolean cancelled) {
    Object attempt = new Object();
    HttpExchangeProbe.sending(attempt, attempt, "GET", "h", 80, 0);
    HttpExchangeProbe.failed(attempt, told, thrown, cancelled);
    HttpExchangeProbe.failed(attempt, told, thrown, cancelled);
  }

  @Test
  void aTemplateIsForWhatIsSentUntilItIsTakenBack() {
    assertThat(HttpClientProbe.template("/a/{b}")).isNull();
    assertThat(HttpClientProbe.start("GET", "h", 80, 0, 0).details.template).isEqualTo("/a/{b}");
    assertThat(HttpClientProbe.template(null)).isEqualTo("/a/{b}");
    assertThat(HttpClientProbe.start("GET", "h", 80, 0, 0).details.template).isNull();
  }

  @Test
  void whatAnotherThreadSendsTakesContextAndTemplateThere() {
    Context caller = new Context(1, 2, 3, true, null, null);
    Context own = new Context(4, 5, 6, true, null, null);
    Object plain = new Object();
    Object templated = new Object();
    Current.cell().set(caller);
    HttpAttemptProbe.enqueued(plain);
    HttpClientProbe.template("/a/{b}");
    HttpAttemptProbe.enqueued(templated);
    HttpClientProbe.template(null);
    Current.cell().set(own);
    for (Object call : new Object[] {plain, templated}) {
      Context outer = HttpAttemptProbe.begin(call);
      HttpClientOperation sent = HttpAttemptProbe.start("GET", "h", 80);
      assertThat(sent.outer()).isSameAs(caller);
      assertThat(sent.details.template).isEqualTo(call == templated ? "/a/{b}" : null);
      HttpAttemptProbe.finished(outer);
      assertThat(Current.context()).isSameAs(own);
      assertThat(HttpAttemptProbe.start("GET", "h", 80).details.template).isNull();
      assertThat(Carried.get(call)).isNull();
    }
  }

  @Test
  void whatCoversItsRequestsHasNoneBelowIt() {
    Origin origin = Current.cell().origin();
    origin.clear();
    Operation covering =
        new Operation(origin, Current.cell()) {
          @Override
          public boolean coversHttp(String host, int port) {
            return host.equals("h");
          }
        };
    covering.enter();
    assertThat(HttpClientProbe.start("GET", "h", 80, 0, 0)).isNull();
    assertThat(HttpUrlProbe.sending(connection, "GET", "h", 80)).isNull();
    assertThat(HttpClientProbe.start("GET", "other", 80, 0, 0)).isNotNull();
    covering.leave();
    assertThat(HttpClientProbe.start("GET", "h", 80, 0, 0)).isNotNull();
  }

  @Test
  void nothingIsMeasuredWhereNobodyDoes() {
    HttpClientOperation running = HttpClientProbe.start("GET", "h", 80, 0, 0);
    HttpClientProbe.install(null);
    assertThat(HttpClientProbe.start("GET", "h", 80, 0, 0)).isNull();
    assertThat(HttpUrlProbe.sending(connection, "GET", "h", 80)).isNull();
    assertThat(HttpAttemptProbe.start("GET", "h", 80)).isNull();
    HttpAttemptProbe.called(HttpAttemptProbe.call());
    assertThat(HttpAttemptProbe.isUnsent(HttpAttemptProbe.attempt())).isFalse();
    assertThat(HttpClientProbe.fields()).isEmpty();
    HttpClientProbe.end(running, null);
    HttpClientProbe.install(new RecordingHttpClient());
    HttpClientProbe.end(running, null);
    assertThat(recorder.ended).isEmpty();
  }

  @Test
  void portsAndVersionsAreThoseOfTheProtocol() {
    assertThat(HttpClientProbe.port("http", -1)).isEqualTo(80);
    assertThat(HttpClientProbe.port("HTTPS", -1)).isEqualTo(443);
    assertThat(HttpClientProbe.port(null, 8080)).isEqualTo(8080);
    assertThat(HttpClientProbe.version(1, 0)).isEqualTo("1.0");
    assertThat(HttpClientProbe.version(2, 0)).isEqualTo("2");
    assertThat(HttpClientProbe.version(7, 0)).isNull();
    assertThat(HttpAttemptProbe.version("HTTP_2")).isEqualTo("2");
    assertThat(HttpAttemptProbe.version("HTTP_1_0")).isEqualTo("1.0");
  }
}
