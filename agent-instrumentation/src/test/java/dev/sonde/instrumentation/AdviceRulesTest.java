package dev.sonde.instrumentation;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every advice of every library keeps to, because its code becomes the application's. */
class AdviceRulesTest {

  static Stream<String> advices() {
    return Libraries.all().stream()
        .flatMap(library -> library.targets().stream())
        .flatMap(target -> target.weaves().stream())
        .flatMap(weave -> Stream.iterate(weave, Objects::nonNull, Target.Weave::instead))
        .map(Target.Weave::adviceClass)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("advices")
  void hasStaticMethodsThatSwallowTheirFailures(String advice) throws Exception {
    TypeDescription type = TypePool.Default.ofSystemLoader().describe(advice).resolve();

    assertThat(type.getDeclaredMethods().filter(not(isConstructor()))).isNotEmpty();
    for (MethodDescription method : type.getDeclaredMethods().filter(not(isConstructor()))) {
      if (method.isSynthetic()) {
        continue; // A coverage agent's.
      }
      assertThat(method.isStatic()).as("%s is static", method).isTrue();
      assertThat(suppressed(method)).as("what %s suppresses", method).isEqualTo("Throwable");
      for (ParameterDescription parameter : method.getParameters()) {
        assertThat(
                parameter.getDeclaredAnnotations().isAnnotationPresent(Advice.AllArguments.class))
            .as("%s takes all arguments", method)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("advices")
  void hasParametersThatTheWeaverKnows(String advice) throws Exception {
    AdviceClass read = AdviceClass.of(Advices.read(advice));

    Stream.of(read.enter(), read.exit())
        .filter(Objects::nonNull)
        .flatMap(code -> code.slots.stream())
        .filter(Objects::nonNull)
        .forEach(
            parameter ->
                assertThat(parameter.meaning)
                    .as("what %s stands for", parameter.type)
                    .isNotEqualTo(AdviceClass.Meaning.UNKNOWN));
  }

  /** The simple name of the type, or "nothing" for a method that is no advice. */
  private static String suppressed(MethodDescription method) {
    for (AnnotationDescription annotation : method.getDeclaredAnnotations()) {
      TypeDescription type = annotation.getAnnotationType();
      if (type.represents(Advice.OnMethodEnter.class)
          || type.represents(Advice.OnMethodExit.class)) {
        return annotation.getValue("suppress").resolve(TypeDescription.class).getSimpleName();
      }
    }
    return "nothing";
  }

  @ParameterizedTest
  @MethodSource("advices")
  void needsNothingThatAnOldClassFileLacks(String advice) throws Exception {
    new ClassReader(Advices.read(advice))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String generic, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String called, String type, Handle bootstrap, Object... arguments) {
                    throw new AssertionError(advice + '.' + name + " uses invokedynamic");
                  }

                  @Override
                  public void visitLdcInsn(Object value) {
                    assertThat(value).isNotInstanceOf(net.bytebuddy.jar.asm.Type.class);
                  }
                };
              }
            },
            0);
  }
}
