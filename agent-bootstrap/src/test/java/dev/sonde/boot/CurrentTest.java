package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentTest {

  private final Current cell = Current.cell();

  @AfterEach
  void leaveTheThreadAsItWas() {
    cell.forget();
    cell.clearIncoming();
  }

  @Test
  void aThreadHasOneCell() {
    assertThat(Current.cell()).isSameAs(cell);
    assertThat(cell.origin()).isSameAs(cell.origin());
  }

  @Test
  void readingAContextMakesNoCell() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>("unset");
    Thread thread =
        new Thread(
            () -> {
              Current.context();
              seen.set(Current.existing());
            });
    thread.start();
    thread.join();
    assertThat(seen.get()).isNull();
  }

  @Test
  void aThreadInheritsTheContextItIsCreatedIn() throws Exception {
    Context context = Contexts.context(1);
    cell.set(context);
    assertThat(Contexts.seenIn(Thread::new)).isSameAs(context);
    assertThat(Contexts.seenIn(Contexts::virtual)).isSameAs(context);
  }

  @Test
  void aThreadCreatedOutsideOfAContextHasNone() throws Exception {
    assertThat(Contexts.seenIn(Thread::new)).isNull();
    assertThat(Contexts.seenIn(Contexts::virtual)).isNull();
  }

  @Test
  void aChildHasACellOfItsOwn() throws Exception {
    Context context = Contexts.context(1);
    cell.set(context);
    Thread thread = new Thread(() -> Current.cell().set(Contexts.context(2)));
    thread.start();
    thread.join();
    assertThat(cell.get()).isSameAs(context);
  }

  @Test
  void inheritanceHoldsForAWhileAfterTheCreatorsCallEnded() throws Exception {
    Context context = Contexts.ended(9_000_000_000L);
    cell.set(context);
    assertThat(Contexts.seenIn(Thread::new)).isSameAs(context);
  }

  @Test
  void inheritanceEndsWithTime() throws Exception {
    cell.set(Contexts.ended(11_000_000_000L));
    assertThat(Contexts.seenIn(Thread::new)).isNull();
    assertThat(Contexts.seenIn(Contexts::virtual)).isNull();
  }

  @Test
  void anExpiredInheritanceIsNotBequeathed() throws Exception {
    AtomicReference<Context> seen = new AtomicReference<>(Contexts.context(9));
    cell.set(Contexts.ended(11_000_000_000L));
    Thread thread =
        new Thread(
            () -> {
              try {
                seen.set(Contexts.seenIn(Thread::new));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    thread.join();
    assertThat(seen.get()).isNull();
  }

  @Test
  void aWorkerOfAForkJoinPoolInheritsNothing() throws Exception {
    cell.set(Contexts.context(1));
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      assertThat(pool.submit(() -> Current.context()).get()).isNull();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aNestedCallLeavesAnInheritedContextInherited() throws Exception {
    AtomicReference<Context> later = new AtomicReference<>(Contexts.context(9));
    Contexts.Aging creator = new Contexts.Aging();
    cell.set(creator);
    Thread thread =
        new Thread(
            () -> {
              Current mine = Current.cell();
              HttpServerOperation nested = Contexts.operation(mine);
              nested.enter();
              nested.leave();
              creator.end(11_000_000_000L);
              later.set(mine.get());
            });
    thread.start();
    thread.join();
    assertThat(later.get()).isNull();
  }

  @Test
  void aThreadThatServesForgetsWhatItInherited() throws Exception {
    AtomicReference<Context> seen = new AtomicReference<>(Contexts.context(9));
    cell.set(Contexts.context(1));
    Thread thread =
        new Thread(
            () -> {
              Current.cell().serve();
              seen.set(Current.context());
            });
    thread.start();
    thread.join();
    assertThat(seen.get()).isNull();
  }

  @Test
  void aThreadThatServesForgetsACallThatEndedAndNeverLeft() {
    HttpServerOperation stuck = Contexts.operation(cell);
    stuck.enter();
    stuck.end();
    cell.serve();
    assertThat(cell.get()).isNull();
  }

  @Test
  void aThreadThatServesKeepsACallThatStillRuns() {
    HttpServerOperation running = Contexts.operation(cell);
    running.enter();
    cell.serve();
    assertThat(cell.get()).isSameAs(running);
  }

  @Test
  void incomingFieldsAreKeptByTheirIndex() {
    assertThat(cell.hasIncoming()).isFalse();
    assertThat(cell.incoming(0)).isNull();
    cell.incoming(0, "a");
    cell.incoming(7, "b");
    assertThat(cell.hasIncoming()).isTrue();
    assertThat(cell.incoming(0)).isEqualTo("a");
    assertThat(cell.incoming(7)).isEqualTo("b");
    cell.clearIncoming();
    assertThat(cell.hasIncoming()).isFalse();
    assertThat(cell.incoming(0)).isNull();
  }

  @Test
  void absentAndImpossibleFieldsAreNotKept() {
    cell.incoming(0, null);
    cell.incoming(16, "past");
    cell.incoming(-1, "before");
    assertThat(cell.hasIncoming()).isFalse();
    assertThat(cell.incoming(0)).isNull();
    assertThat(cell.incoming(16)).isNull();
    assertThat(cell.incoming(-1)).isNull();
  }

  @Test
  void aFieldThatCameSeveralTimesIsOneListInItsOrder() {
    cell.incoming(1, "a=1");
    cell.incoming(2, "alone");
    cell.incoming(1, "b=2,c=3");
    cell.incoming(1, null);
    cell.incoming(1, "");
    assertThat(cell.incoming(1)).isEqualTo("a=1,b=2,c=3,");
    assertThat(cell.incoming(2)).isEqualTo("alone");
  }

  @Test
  void aFieldThatIsTooLongStaysTooLongAndGrowsNoMore() {
    String most = "x".repeat(8192);
    cell.incoming(1, most);
    cell.incoming(1, "");
    assertThat(cell.incoming(1)).hasSize(8193);
    cell.incoming(1, most);
    assertThat(cell.incoming(1)).hasSize(8193);
  }

  @Test
  void aThreadThatServesForgetsTheFieldsOfARequestThatNeverStarted() {
    cell.incoming(0, "stale");
    cell.serve();
    assertThat(cell.incoming(0)).isNull();
  }
}
