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
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void anArgumentOfTwoSlotsIsMadeAnObject() throws Throwable {
    call(woven("takesLargeOnes", "LargeArgumentsAdvice"), "takesLargeOnes", 1L, 2.0);
  }

  /**
   * What the compilers of other languages make, and tools that change what a compiler made.
   *
   * @param code takes an {@code int} and an {@code int[]}
   */
  private static Object callMade(
      int version, String returns, String advice, Consumer<MethodVisitor> code, int given)
      throws Throwable {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, "made/It", null, "java/lang/Object", null);
    int modifiers = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor method = writer.visitMethod(modifiers, "go", "(I[I)" + returns, null, null);
    method.visitCode();
    code.accept(method);
    method.visitMaxs(6, 3);
    method.visitEnd();
    Target target = new Target("made.It").weave("go(*)", Samples.advice(advice));
    ClassLoader loader = Samples.class.getClassLoader();
    byte[] bytes = writer.toByteArray();
    Class<?> type =
        Samples.define("made.It", new Weaver(target, "made.It", "m", loader, bytes, true).weave());
    int[] marks = new int[1];
    Object returned = type.getMethod("go", int.class, int[].class).invoke(null, given, marks);
    return returned == null ? marks[0] : returned;
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_2, Opcodes.V1_5, Opcodes.V1_8})
  void whatIsLeftOnTheStackByAReturnIsDropped(int version) throws Throwable {
    Consumer<MethodVisitor> code =
        method -> {
          method.visitInsn(Opcodes.LCONST_1);
          method.visitInsn(Opcodes.ACONST_NULL);
          method.visitInsn(Opcodes.DUP_X2);
          method.visitVarInsn(Opcodes.ILOAD, 0);
          method.visitInsn(Opcodes.IRETURN);
        };

    assertThat(callMade(version, "I", "BranchingAroundAdvice", code, 8)).isEqualTo(8);
  }

  @Test
  void jumpsToReturnsLeadToThemWhereNoMapSaysSo() throws Throwable {
    Consumer<MethodVisitor> code =
        method -> {
          Label zero = new Label();
          Label one = new Label();
          Label other = new Label();
          method.visitVarInsn(Opcodes.ILOAD, 0);
          method.visitTableSwitchInsn(0, 1, other, zero, one);
          method.visitLabel(zero);
          method.visitInsn(Opcodes.RETURN);
          method.visitLabel(one);
          method.visitInsn(Opcodes.RETURN);
          method.visitLabel(other);
          method.visitVarInsn(Opcodes.ALOAD, 1);
          method.visitInsn(Opcodes.ICONST_0);
          method.visitInsn(Opcodes.ICONST_3);
          method.visitInsn(Opcodes.IASTORE);
          method.visitInsn(Opcodes.RETURN);
        };

    assertThat(callMade(Opcodes.V1_5, "V", "BranchingAroundAdvice", code, 0)).isEqualTo(0);
    assertThat(callMade(Opcodes.V1_5, "V", "BranchingAroundAdvice", code, 1)).isEqualTo(0);
    assertThat(callMade(Opcodes.V1_5, "V", "BranchingAroundAdvice", code, 2)).isEqualTo(3);
  }

  @Test
  void aTryOfNothingButAReturnIsStillATry() throws Throwable {
    Consumer<MethodVisitor> code =
        method -> {
          Label from = new Label();
          Label to = new Label();
          Label handler = new Label();
          Label begin = new Label();
          method.visitTryCatchBlock(from, to, handler, null);
          method.visitJumpInsn(Opcodes.GOTO, begin);
          method.visitLabel(handler);
          method.visitInsn(Opcodes.ATHROW);
          method.visitLabel(begin);
          method.visitInsn(Opcodes.ICONST_2);
          method.visitVarInsn(Opcodes.ISTORE, 0);
          method.visitLabel(from);
          method.visitInsn(Opcodes.RETURN);
          method.visitLabel(to);
        };

    assertThat(callMade(Opcodes.V1_5, "V", "BranchingExitAdvice", code, 0)).isEqualTo(0);
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
