package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskContextsTest {

  private final TaskContexts contexts = new TaskContexts(1000, 8);

  @Test
  void aContextIsTakenOnce() {
    Object task = new Object();
    Context context = Contexts.context(1);
    assertThat(contexts.size()).isZero();
    contexts.attach(task, context);
    assertThat(contexts.size()).isPositive();
    assertThat(contexts.isWaiting(task)).isTrue();
    assertThat(contexts.take(task)).isSameAs(context);
    assertThat(contexts.take(task)).isNull();
    assertThat(contexts.size()).isZero();
  }

  @Test
  void tasksAreToldApartByIdentity() {
    String one = new String("task");
    String other = new String("task");
    contexts.attach(one, Contexts.context(1));
    assertThat(contexts.take(other)).isNull();
    assertThat(contexts.take(one)).isNotNull();
  }

  @Test
  void nothingOfTheTaskIsCalled() {
    Object task =
        new Object() {
          @Override
          public boolean equals(Object other) {
            throw new AssertionError("equals");
          }

          @Override
          public int hashCode() {
            throw new AssertionError("hashCode");
          }
        };
    contexts.attach(task, Contexts.context(1));
    contexts.attach(task, Contexts.context(2));
    contexts.withdraw(task, Contexts.context(3));
    assertThat(contexts.take(task).spanId).isEqualTo(1);
  }

  @Test
  void runsOfOneTaskTakeTheirContextsInOrder() {
    Object task = new Object();
    for (int i = 1; i <= 8; i++) {
      contexts.attach(task, Contexts.context(i));
    }
    for (int i = 1; i <= 8; i++) {
      assertThat(contexts.take(task).spanId).isEqualTo(i);
    }
    assertThat(contexts.take(task)).isNull();
    assertThat(contexts.size()).isZero();
    contexts.attach(task, Contexts.context(9));
    assertThat(contexts.take(task).spanId).isEqualTo(9);
  }

  @Test
  void aPlaceWithoutContextIsKept() {
    Object task = new Object();
    contexts.attach(task, Contexts.context(1));
    contexts.attach(task, Context.NONE);
    contexts.attach(task, Contexts.context(3));
    assertThat(contexts.take(task).spanId).isEqualTo(1);
    assertThat(contexts.take(task)).isNull();
    assertThat(contexts.take(task).spanId).isEqualTo(3);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void pastTheBoundOfALineRunsGoWithoutContextAndNoneTakesAnothers() {
    Object task = new Object();
    for (int i = 1; i <= 20; i++) {
      contexts.attach(task, Contexts.context(i));
    }
    for (int i = 1; i <= 8; i++) {
      assertThat(contexts.take(task).spanId).isEqualTo(i);
    }
    contexts.attach(task, Contexts.context(21));
    for (int i = 9; i <= 21; i++) {
      assertThat(contexts.take(task)).isNull();
    }
    assertThat(contexts.size()).isZero();
  }

  @Test
  void pastTheBoundOfTasksFurtherOnesGoWithoutContext() {
    List<Object> tasks = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      Object task = new Object();
      tasks.add(task);
      contexts.attach(task, Contexts.context(i + 1));
    }
    assertThat(contexts.size()).isEqualTo(1000);
    assertThat(contexts.take(tasks.get(0)).spanId).isEqualTo(1);
    assertThat(contexts.take(tasks.get(1400))).isNull();
  }

  @Test
  void theLastOfEqualSubmissionsIsWithdrawn() {
    Object task = new Object();
    Context one = Contexts.context(1);
    Context other = Contexts.context(2);
    contexts.attach(task, one);
    contexts.withdraw(task, other);
    assertThat(contexts.isWaiting(task)).isTrue();
    contexts.attach(task, other);
    contexts.attach(task, one);
    contexts.withdraw(task, one);
    assertThat(contexts.take(task)).isSameAs(one);
    assertThat(contexts.take(task)).isSameAs(other);
    assertThat(contexts.size()).isZero();
    contexts.attach(task, one);
    contexts.withdraw(task, one);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void aLineThatIsWithdrawnWholeIsGone() {
    Object task = new Object();
    Context one = Contexts.context(1);
    contexts.attach(task, one);
    contexts.attach(task, one);
    contexts.withdraw(task, one);
    contexts.withdraw(task, one);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void aDoubtedContextIsTakenLikeAnyOther() {
    Object task = new Object();
    Context one = Contexts.context(1);
    Context other = Contexts.context(2);
    contexts.attach(task, one);
    contexts.doubtLast(task, other);
    contexts.doubtLast(task, one);
    assertThat(contexts.isWaiting(task)).isTrue();
    assertThat(contexts.take(task)).isSameAs(one);

    contexts.attach(task, one);
    contexts.attach(task, other);
    contexts.doubtFirst(task);
    contexts.doubtLast(task, other);
    assertThat(contexts.take(task)).isSameAs(one);
    assertThat(contexts.take(task)).isSameAs(other);

    contexts.attach(task, one);
    contexts.attach(task, Context.NONE);
    contexts.doubtLast(task, Context.NONE);
    contexts.take(task);
    assertThat(contexts.take(task)).isNull();
    assertThat(contexts.size()).isZero();
  }

  @Test
  void aDoubtedContextGivesWayToTheNextSubmission() {
    Object task = new Object();
    Context one = Contexts.context(1);
    Context other = Contexts.context(2);
    Context third = Contexts.context(3);
    contexts.attach(task, one);
    contexts.doubtFirst(task);
    contexts.doubtFirst(task);
    contexts.attach(task, other);
    contexts.attach(task, one);
    contexts.doubtLast(task, one);
    contexts.attach(task, third);
    assertThat(contexts.take(task)).isSameAs(other);
    assertThat(contexts.take(task)).isSameAs(third);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void onlyDoubtedContextsAreWithdrawnAsSuch() {
    Object task = new Object();
    Context one = Contexts.context(1);
    contexts.withdrawDoubted(task);
    contexts.attach(task, one);
    contexts.withdrawDoubted(task);
    assertThat(contexts.isWaiting(task)).isTrue();
    contexts.attach(task, one);
    contexts.doubtLast(task, one);
    contexts.withdrawDoubted(task);
    assertThat(contexts.take(task)).isSameAs(one);
    assertThat(contexts.size()).isZero();

    contexts.attach(task, one);
    contexts.doubtLast(task, one);
    contexts.withdrawDoubted(task);
    assertThat(contexts.size()).isZero();
  }

  @Test
  void aRefusalPastTheBoundOfALineShiftsNone() {
    Object task = new Object();
    for (int i = 1; i <= 9; i++) {
      contexts.attach(task, Contexts.context(i));
    }
    contexts.doubtLast(task, Contexts.context(9));
    for (int i = 1; i <= 8; i++) {
      assertThat(contexts.take(task).spanId).isEqualTo(i);
    }
    assertThat(contexts.size()).isZero();
  }

  @Test
  void aTaskThatNeverRunsIsNotKeptNorItsContext() throws Exception {
    WeakReference<Object> task = new WeakReference<>(attachNew());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (contexts.size() > 0 && System.nanoTime() - deadline < 0) {
      System.gc();
      Thread.yield();
    }
    assertThat(contexts.size()).isZero();
    assertThat(task.get()).isNull();
  }

  private Object attachNew() {
    Object task = new Object();
    contexts.attach(task, Contexts.context(1));
    contexts.attach(task, Contexts.context(2));
    return task;
  }

  @Test
  void eachSubmissionIsTakenExactlyOnceByConcurrentRuns() throws Exception {
    TaskContexts shared = new TaskContexts(1000, 1 << 20);
    Object task = new Object();
    int submissions = 20_000;
    AtomicInteger[] taken = new AtomicInteger[submissions + 1];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = new AtomicInteger();
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int id = next.incrementAndGet();
                    id <= submissions;
                    id = next.incrementAndGet()) {
                  shared.attach(task, Contexts.context(id));
                }
              }));
      threads.add(
          new Thread(
              () -> {
                while (runs.get() < submissions) {
                  Context context = shared.take(task);
                  if (context != null) {
                    taken[(int) context.spanId].incrementAndGet();
                    runs.incrementAndGet();
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int id = 1; id <= submissions; id++) {
      assertThat(taken[id].get()).isEqualTo(1);
    }
    assertThat(shared.size() == 0).isTrue();
  }
}
