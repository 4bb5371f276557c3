package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.boot.SelfProbe;
import dev.sonde.instrumentation.sample.Oddities;
import dev.sonde.instrumentation.sample.Seen;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WovenMethodTest {

  private static final String ODDITIES = Oddities.class.getName();

  private final List<String> failures = new ArrayList<>();

  @BeforeEach
  void listen() {
    Seen.EVENTS.clear();
    SelfProbe.install((module, failure) -> failures.add(String.valueOf(failure)));
  }

  @AfterEach
  void stopListening() {
    SelfProbe.install(null);
    assertThat(failures).isEmpty();
  }

  private static Class<?> woven(String method, String... advices) throws Exception {
    Target target = new Target(ODDITIES);
    for (String advice : advices) {
      target.weave(method + "(*)", Samples.advice(advice));
    }
    byte[] bytes = Samples.bytesOf(Oddities.class);
    return Samples.define(
        ODDITIES,
        new Weaver(target, ODDITIES, "sample", Samples.class.getClassLoader(), bytes, true)
            .weave());
  }

  private static Object call(Class<?> type, String name, Object... arguments) throws Throwable {
    Method method =
        Stream.of(type.getMethods()).filter(each -> each.getName().equals(name)).findFirst().get();
    try {
      return method.invoke(type.getDeclaredConstructor().newInstance(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static int calls(Class<?> type) throws Exception {
    return ((int[]) type.getField("CALLS").get(null))[0];
  }

  @Test
  void aMethodWithoutCode() throws Throwable {
    call(woven("nothing", "TellingAdvice"), "nothing");

    assertThat(Seen.EVENTS).containsExactly("5 local null null");
  }

  @Test
  void aMethodThatBeginsWithALoop() throws Throwable {
    Class<?> type = woven("beginsWithALoop", "TellingAdvice", "BranchingEnterAdvice");
    ((int[]) type.getField("CALLS").get(null))[0] = 3;
    call(type, "beginsWithALoop");

    assertThat(calls(type)).isZero();
    assertThat(Seen.EVENTS).containsExactly("5 local null null");
  }

  @Test
  void theEndSeesTheArgumentsAsTheyCame() throws Throwable {
    Class<?> type = woven("changesItsArguments", "ArgumentsAdvice", "TellingAdvice");

    assertThat(call(type, "changesItsArguments", 4L, 1.5, "ab")).isEqualTo(6.0);
    assertThat(Seen.EVENTS).containsExactly("5 local 6.0 null", "4 1.5 ab 7");
  }

  @Test
  void whicheverWayItReturns() throws Throwable {
    Class<?> type = woven("locked", "TellingAdvice");

    assertThat(call(type, "locked", new int[] {1, 2})).isEqualTo(3L);
    assertThat(call(type, "locked", new int[] {1, -2})).isEqualTo(-1L);
    assertThatThrownBy(() -> call(type, "locked", (Object) null))
        .isInstanceOf(NullPointerException.class);
    assertThat(Seen.EVENTS)
        .hasSize(3)
        .startsWith("5 local 3 null", "5 local -1 null")
        .last()
        .asString()
        .startsWith("5 local 0 java.lang.NullPointerException");
  }

  @Test
  void whatItCatchesItselfIsItsOwn() throws Throwable {
    Class<?> type = woven("swallows", "TellingAdvice");

    assertThat(call(type, "swallows", "text")).isEqualTo(true);
    assertThat(call(type, "swallows", (Object) null)).isEqualTo(false);
    assertThat(calls(type)).isEqualTo(2);
    assertThat(Seen.EVENTS).containsExactly("5 local true null", "5 local false null");
  }

  @Test
  void aMethodThatNeverReturns() throws Throwable {
    Class<?> type = woven("alwaysThrows", "TellingAdvice", "BranchingExitAdvice");

    assertThatThrownBy(() -> call(type, "alwaysThrows", 'x'))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("x");
    assertThat(Seen.EVENTS).containsExactly("5 local null java.lang.IllegalStateException: x");
  }

  @Test
  void aConstructorIsWovenWhereItEnds() throws Throwable {
    woven("<init>", "KeepingAdvice", "BranchingEnterAdvice")
        .getDeclaredConstructor(long.class)
        .newInstance(200L);

    assertThat(Seen.EVENTS).containsExactly("Oddities 100");
  }

  @Test
  void aMethodCanBeLeftOut() throws Throwable {
    Class<?> type = woven("skipped", "SkippingAdvice");

    assertThat(call(type, "skipped", "text")).isEqualTo(-1f);
    assertThat(calls(type)).isZero();
    assertThat(call(type, "skipped", 12)).isEqualTo(12f);
    assertThat(calls(type)).isEqualTo(1);
  }

  @Test
  void argumentAndAnswerCanBeReplaced() throws Throwable {
    assertThat(call(woven("told", "ReplacingAdvice"), "told", "Ada")).isEqualTo("told Ada! Ada!");
  }

  @Test
  void anAdviceThatDoesNotFitIsRefusedBeforeThereIsAClass() {
    assertThatThrownBy(() -> woven("told", "ArgumentsAdvice"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no argument 1");
    assertThatThrownBy(() -> woven("<init>", "TellingAdvice"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("what a constructor throws can't be caught");
  }
}
