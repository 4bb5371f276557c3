package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.boot.Carried;
import dev.sonde.boot.Carrier;
import dev.sonde.boot.SelfProbe;
import dev.sonde.instrumentation.sample.Greeter;
import dev.sonde.instrumentation.sample.Seen;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeaverTest {

  private final List<String> failures = new ArrayList<>();

  @BeforeEach
  void listen() {
    Seen.EVENTS.clear();
    SelfProbe.install((module, failure) -> failures.add(module + ' ' + failure.getMessage()));
  }

  @AfterEach
  void stopListening() {
    SelfProbe.install(null);
  }

  private static Object call(Class<?> type, String method, String argument) throws Throwable {
    try {
      Object object = type.getDeclaredConstructor().newInstance();
      return type.getMethod(method, String.class).invoke(object, argument);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Class<?> weave(Target target) throws Exception {
    return Samples.define(Samples.GREETER, Samples.woven(target));
  }

  private static Target greeter() {
    return new Target(Samples.GREETER);
  }

  @Test
  void aWovenMethodRunsItsAdvice() throws Throwable {
    Class<?> type = weave(greeter().weave(Samples.GREET, Samples.advice("SeeingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).containsExactly("enter", "exit Ada null");
  }

  @Test
  void theApplicationsExceptionPassesUntouched() throws Throwable {
    Class<?> type = weave(greeter().weave("refuse(*)", Samples.advice("SeeingAdvice")));

    assertThatThrownBy(() -> call(type, "refuse", "no"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("no")
        .hasNoSuppressedExceptions();
    assertThat(Seen.EVENTS).hasSize(2);
  }

  @Test
  void twoAdvicesInOneMethodBothRun() throws Throwable {
    Class<?> type =
        weave(
            greeter()
                .weave(Samples.GREET, Samples.advice("SeeingAdvice"))
                .weave(Samples.GREET, Samples.advice("SeeingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).hasSize(4);
  }

  @Test
  void aBridgeIsNotWoven() throws Throwable {
    Class<?> type = weave(greeter().weave("apply(*)", Samples.advice("SeeingAdvice")));

    @SuppressWarnings("unchecked")
    UnaryOperator<String> greeter =
        (UnaryOperator<String>) type.getDeclaredConstructor().newInstance();
    assertThat(greeter.apply("Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).hasSize(2);
  }

  @Test
  void methodsWithBranchesPassTheVerifier() throws Throwable {
    Class<?> type = weave(greeter().weave("sum(*)", Samples.advice("SeeingAdvice")));

    int[] values = {1, -2, 3, 40000};
    assertThat(type.getMethod("sum", int[].class, long.class).invoke(null, values, 5L))
        .isEqualTo(10);
    assertThat(Seen.EVENTS).hasSize(2);
  }

  @Test
  void aFailingAdviceIsReportedAndLeavesTheResult() throws Throwable {
    Class<?> type = weave(greeter().weave(Samples.GREET, Samples.advice("FailingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(failures).containsExactly("sample enter", "sample exit");
    assertThat(Seen.EVENTS).isEmpty();
  }

  @Test
  void aFailingAdviceLeavesTheApplicationsException() throws Throwable {
    Class<?> type = weave(greeter().weave("refuse(*)", Samples.advice("FailingAdvice")));

    assertThatThrownBy(() -> call(type, "refuse", "no"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("no");
    assertThat(failures).containsExactly("sample enter", "sample exit");
  }

  @Test
  void aFailureToReportAFailureGoesNoFurther() throws Throwable {
    SelfProbe.install(
        (module, failure) -> {
          throw new OutOfMemoryError("for the test");
        });
    Class<?> type = weave(greeter().weave(Samples.GREET, Samples.advice("FailingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
  }

  @Test
  void aClassThatIsWovenTwiceStillWorks() throws Throwable {
    Target target = greeter().weave(Samples.GREET, Samples.advice("SeeingAdvice"));
    byte[] once = Samples.woven(target);
    byte[] twice =
        new Weaver(target, target.className(), "sample", Samples.class.getClassLoader(), once, true)
            .weave();

    assertThat(call(Samples.define(Samples.GREETER, twice), "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).hasSize(4);
  }

  @Test
  void anObjectCarriesWhatItIsGivenInAFieldOfItsOwn() throws Exception {
    Class<?> type = weave(carrying());
    Object one = type.getDeclaredConstructor().newInstance();
    Object other = type.getDeclaredConstructor().newInstance();
    Carried.put(one, "a thing");
    assertThat(one).isInstanceOf(Carrier.class);
    assertThat(Carried.get(one)).isEqualTo("a thing");
    assertThat(Carried.get(other)).isNull();
    Carried.put(one, null);
    assertThat(Carried.get(one)).isNull();
  }

  @Test
  void aClassThatIsACarrierGetsNoSecondField() throws Exception {
    ClassLoader loader = Samples.class.getClassLoader();
    byte[] once = Samples.woven(carrying());
    byte[] twice =
        new Weaver(carrying(), carrying().className(), "sample", loader, once, true).weave();
    Object object = Samples.define(Samples.GREETER, twice).getDeclaredConstructor().newInstance();
    Carried.put(object, "a thing");
    assertThat(Carried.get(object)).isEqualTo("a thing");
  }

  @Test
  void aLoadedClassGetsNoField() throws Exception {
    byte[] original = Samples.bytesOf(Greeter.class);
    ClassLoader loader = Samples.class.getClassLoader();
    byte[] woven =
        new Weaver(carrying(), carrying().className(), "sample", loader, original, false).weave();
    Object object = Samples.define(Samples.GREETER, woven).getDeclaredConstructor().newInstance();
    assertThat(object).isNotInstanceOf(Carrier.class);
    Carried.put(object, "a thing");
    assertThat(Carried.get(object)).isEqualTo("a thing");
  }

  private static Target carrying() {
    return greeter().carrying().weave(Samples.GREET, Samples.advice("SeeingAdvice"));
  }

  @Test
  void aMethodThatIsNotThereIsAMismatch() {
    Target target = greeter().weave("greet(int)", Samples.advice("SeeingAdvice"));

    assertThatThrownBy(() -> Samples.woven(target))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(Samples.GREETER + ".greet(int)");
  }

  @Test
  void whereAMethodIsMissingTheNextOneIsWoven() throws Throwable {
    Class<?> type =
        weave(
            greeter()
                .weave("salute(*)", Samples.advice("FailingAdvice"))
                .orWeave("welcome(*)", Samples.advice("FailingAdvice"))
                .orWeave(Samples.GREET, Samples.advice("SeeingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).containsExactly("enter", "exit Ada null");
  }

  @Test
  void whereAMethodIsThereTheNextOneIsNotWoven() throws Throwable {
    Class<?> type =
        weave(
            greeter()
                .weave(Samples.GREET, Samples.advice("SeeingAdvice"))
                .orWeave("refuse(*)", Samples.advice("FailingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThatThrownBy(() -> call(type, "refuse", "no")).hasMessage("no");
    assertThat(failures).isEmpty();
    assertThat(Seen.EVENTS).hasSize(2);
  }

  @Test
  void whereAnAdviceDoesNotFitTheNextOneIsWoven() throws Throwable {
    Target target =
        greeter()
            .weave(Samples.GREET, Samples.advice("MismatchedAdvice"))
            .orWeave(Samples.GREET, Samples.advice("SeeingAdvice"));
    byte[] woven = Samples.woven(target, Samples.withoutTomcat());
    Class<?> type = Samples.define(Samples.GREETER, woven);

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).containsExactly("enter", "exit Ada null");
  }

  @Test
  void aMismatchNamesTheFirstOfSeveral() {
    Target target =
        greeter()
            .weave("salute(*)", Samples.advice("SeeingAdvice"))
            .orWeave("welcome(*)", Samples.advice("SeeingAdvice"));

    assertThatThrownBy(() -> Samples.woven(target))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage(Samples.GREETER + ".salute(*)");
  }

  @Test
  void aMethodThatAVersionMayLackIsNoMismatch() throws Throwable {
    Class<?> type =
        weave(
            greeter()
                .weave("salute(*)", Samples.advice("SeeingAdvice"))
                .orNothing()
                .weave(Samples.GREET, Samples.advice("SeeingAdvice")));

    assertThat(call(type, "greet", "Ada")).isEqualTo("hello Ada");
    assertThat(Seen.EVENTS).hasSize(2);
  }

  @Test
  void aClassWithoutTheMarkIsLeftAlone() throws Exception {
    Target target =
        greeter().onlyWith("salute(*)").weave("salute(*)", Samples.advice("SeeingAdvice"));

    assertThat(Samples.woven(target)).isNull();
  }

  @Test
  void aJakartaAdviceIsTurnedToJavaxWhereTheLibraryIs() throws Exception {
    byte[] javax = Advices.twin(Advices.read(Samples.advice("ServletAdvice")), 0);
    List<String> owners = new ArrayList<>();
    new ClassReader(javax)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String generic, String[] thrown) {
                owners.add(descriptor);
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean isInterface) {
                    owners.add(owner);
                  }
                };
              }
            },
            0);

    assertThat(owners)
        .anyMatch(owner -> owner.contains("javax/servlet/ServletRequest"))
        .noneMatch(owner -> owner.contains("jakarta"));
  }
}
