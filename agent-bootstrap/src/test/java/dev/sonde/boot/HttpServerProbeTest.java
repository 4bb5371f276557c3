package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(HttpServerProbe.requestHeaders()).isEmpty();
    assertThat(HttpServerProbe.responseHeaders()).isEmpty();
    assertThat(HttpServerProbe.needsPath()).isFalse();
    assertThat(HttpServerProbe.traceHeader()).isNull();
    assertThat(HttpServerProbe.start(Current.cell(), "GET", "http", null)).isNull();
    assertThat(HttpServerProbe.current()).isNull();
  }

  @Test
  void aRequestIsTheContextUntilItsThreadLeavesItAndIsRecordedOnce() {
    HttpServerProbe.install(recorder);
    assertThat(HttpServerProbe.fields()).containsExactly("traceparent");
    HttpServerOperation operation = start();
    assertThat(HttpServerProbe.current()).isSameAs(operation);
    HttpServerProbe.leave(operation);
    assertThat(HttpServerProbe.current()).isNull();
    RuntimeException thrown = new RuntimeException();
    HttpServerProbe.end(operation, thrown);
    HttpServerProbe.end(operation, null);
    assertThat(operation.error()).isSameAs(thrown);
    assertThat(recorder.ended).isEqualTo(1);
  }

  @Test
  void aRequestThatOutlivesItsRecorderLeavesTheThreadAllTheSame() {
    HttpServerProbe.install(recorder);
    HttpServerOperation operation = start();
    HttpServerProbe.install(null);
    HttpServerProbe.leave(operation);
    HttpServerProbe.end(operation, null);
    assertThat(Current.context()).isNull();
    assertThat(operation.isEnded()).isTrue();
    assertThat(recorder.ended).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta.servlet.ServletException", "javax.servlet.ServletException"})
  void aServletExceptionIsNotTheFailureThatItCarries(String name) throws Exception {
    Class<? extends Exception> servletException =
        new ByteBuddy()
            .subclass(Exception.class)
            .name(name)
            .make()
            .load(getClass().getClassLoader())
            .getLoaded();
    Exception cause = new IllegalStateException();
    Exception carrier = servletException.getConstructor(Throwable.class).newInstance(cause);
    Exception alone = servletException.getConstructor(String.class).newInstance("alone");
    Exception another = new Exception(cause);

    assertThat(failureOf(carrier)).isSameAs(cause);
    assertThat(failureOf(alone)).isSameAs(alone);
    assertThat(failureOf(another)).isSameAs(another);
  }

  private Throwable failureOf(Throwable thrown) {
    HttpServerProbe.install(recorder);
    HttpServerOperation operation = start();
    HttpServerProbe.failed(thrown);
    HttpServerProbe.leave(operation);
    return operation.error();
  }

  @Test
  void aFurtherThreadHasTheRequestWhileItWorksOnIt() throws Exception {
    HttpServerProbe.install(recorder);
    HttpServerOperation operation = start();
    HttpServerProbe.leave(operation);
    AtomicReference<Context> during = new AtomicReference<>();
    Context after =
        Contexts.seenIn(
            work ->
                new Thread(
                    () -> {
                      Context outer = HttpServerProbe.resume(operation);
                      during.set(Current.context());
                      HttpServerProbe.end(operation, null);
                      HttpServerProbe.leave(outer);
                      work.run();
                    }));
    assertThat(during.get()).isSameAs(operation);
    assertThat(after).isNull();
    assertThat(recorder.ended).isEqualTo(1);
  }

  @Test
  void aThreadThatTakesARequestUpGetsItsOwnContextBack() {
    HttpServerProbe.install(recorder);
    HttpServerOperation resumed = start();
    HttpServerProbe.leave(resumed);
    HttpServerOperation own = start();
    Context outer = HttpServerProbe.resume(resumed);
    assertThat(Current.context()).isSameAs(resumed);
    HttpServerProbe.leave(outer);
    assertThat(Current.context()).isSameAs(own);
  }

  @Test
  void aThreadOfTheContainersForgetsTheRequestThatItWasCreatedIn() throws Exception {
    HttpServerProbe.install(recorder);
    HttpServerOperation creator = start();
    Context after =
        Contexts.seenIn(
            work ->
                new Thread(
                    () -> {
                      HttpServerProbe.leave(HttpServerProbe.resume(creator));
                      work.run();
                    }));
    HttpServerProbe.leave(creator);
    assertThat(after).isNull();
  }

  @Test
  void aThreadOfTheApplicationsKeepsTheRequestThatItWasCreatedIn() throws Exception {
    HttpServerProbe.install(recorder);
    HttpServerOperation another = start();
    HttpServerProbe.leave(another);
    HttpServerOperation creator = start();
    for (HttpServerOperation visited : List.of(creator, another)) {
      AtomicReference<Context> during = new AtomicReference<>();
      Context after =
          Contexts.seenIn(
              work ->
                  new Thread(
                      () -> {
                        Context outer = HttpServerProbe.visit(visited);
                        during.set(Current.context());
                        HttpServerProbe.leave(outer);
                        work.run();
                      }));
      assertThat(during.get()).isSameAs(visited);
      assertThat(after).isSameAs(creator);
    }
    HttpServerProbe.leave(creator);
  }

  @Test
  void aThreadThatWasVisitedStillLosesWhatItInheritedInTheEnd() throws Exception {
    HttpServerProbe.install(recorder);
    HttpServerOperation visited = start();
    HttpServerProbe.leave(visited);
    Contexts.Aging creator = new Contexts.Aging();
    Current.cell().set(creator);
    Context after =
        Contexts.seenIn(
            work ->
                new Thread(
                    () -> {
                      HttpServerProbe.leave(HttpServerProbe.visit(visited));
                      creator.end(11_000_000_000L);
                      work.run();
                    }));
    assertThat(after).isNull();
  }

  @Test
  void theTemplateOfTheHandlerWinsOverTheMappingWhicheverComesFirst() {
    HttpServerProbe.install(recorder);
    HttpServerOperation operation = start();
    HttpServerProbe.mapped("PATH", "/shop", "/api");
    assertThat(operation.route()).isEqualTo("/shop/api/*");
    HttpServerProbe.handled("/shop/api", "/orders/{id}");
    HttpServerProbe.mapped("EXACT", "", "/error");
    HttpServerProbe.handled("", "/error");
    assertThat(operation.route()).isEqualTo("/shop/api/orders/{id}");
  }

  @Test
  void templatesCountWhileTheHandlerIsLookedFor() {
    HttpServerProbe.install(recorder);
    HttpServerOperation operation = start();
    HttpServerProbe.mapped("DEFAULT", "/shop", "/");
    HttpServerProbe.routed("/asked/by/a/filter");
    assertThat(HttpServerProbe.isRouting()).isFalse();

    assertThat(HttpServerProbe.beginRouting("/shop", null)).isTrue();
    assertThat(HttpServerProbe.isRouting()).isTrue();
    HttpServerProbe.endRouting();
    HttpServerProbe.routed("/asked/by/a/view");
    assertThat(operation.route()).isEqualTo("/shop/*");

    assertThat(HttpServerProbe.beginRouting("/shop", "/api")).isTrue();
    HttpServerProbe.routedBelow("orders");
    HttpServerProbe.routed("/{id: [0-9]+}");
    assertThat(operation.route()).isEqualTo("/shop/api/orders/{id}");
    assertThat(HttpServerProbe.isRouting()).isFalse();
    assertThat(HttpServerProbe.beginRouting("/shop", null)).isFalse();
  }

  @Test
  void withoutARequestNoHandlerIsLookedFor() {
    assertThat(HttpServerProbe.beginRouting("", null)).isFalse();
    HttpServerProbe.routedBelow("/orders");
    HttpServerProbe.routed("/{id}");
    HttpServerProbe.caught(new RuntimeException());
    HttpServerProbe.endRouting();
    assertThat(HttpServerProbe.isRouting()).isFalse();
  }

  @Test
  void aCaughtExceptionIsAFailureIfTheResponseSaysSo() {
    HttpServerProbe.install(recorder);
    RuntimeException caught = new RuntimeException();

    HttpServerOperation notFound = start();
    HttpServerProbe.caught(caught);
    notFound.status = 404;
    HttpServerProbe.end(notFound, null);
    assertThat(notFound.error()).isNull();

    HttpServerOperation failed = start();
    HttpServerProbe.caught(caught);
    HttpServerProbe.caught(new IllegalStateException("while it was made a response of"));
    failed.status = 500;
    HttpServerProbe.end(failed, null);
    assertThat(failed.error()).isSameAs(caught);
  }

  @Test
  void whatEscapesAfterAnExceptionWasCaughtIsItsConsequence() {
    HttpServerProbe.install(recorder);
    RuntimeException caught = new RuntimeException();
    HttpServerOperation operation = start();
    HttpServerProbe.caught(caught);
    HttpServerProbe.failed(new RuntimeException("wrapped", caught));
    operation.status = 500;
    HttpServerProbe.end(operation, null);
    assertThat(operation.error()).isSameAs(caught);
  }

  @Test
  void whatIsCaughtAfterAFailureIsItsConsequence() {
    HttpServerProbe.install(recorder);
    RuntimeException escaped = new RuntimeException();
    HttpServerOperation operation = start();
    HttpServerProbe.failed(escaped);
    HttpServerProbe.caught(new RuntimeException("on the page of the error"));
    operation.status = 500;
    HttpServerProbe.end(operation, null);
    assertThat(operation.error()).isSameAs(escaped);
  }

  private static HttpServerOperation start() {
    return HttpServerProbe.start(HttpServerProbe.open(), "GET", "http", null);
  }

  private static final class Counting extends HttpServerRecorder {
    private int ended;

    @Override
    public String[] fields() {
      return new String[] {"traceparent"};
    }

    @Override
    public boolean needsPath() {
      return true;
    }

    @Override
    public String[] requestHeaders() {
      return new String[] {"user-agent"};
    }

    @Override
    public String[] responseHeaders() {
      return new String[] {"etag"};
    }

    @Override
    public String traceHeader() {
      return "X-Trace-Id";
    }

    @Override
    public HttpServerOperation start(Current thread, String method, String scheme, String path) {
      return Contexts.operation(thread);
    }

    @Override
    public void end(HttpServerOperation operation) {
      ended++;
    }
  }
}
