package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
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
    Class<?> type = Class.forName(advice, false, AdviceRulesTest.class.getClassLoader());

    assertThat(type.getDeclaredMethods()).isNotEmpty();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isSynthetic()) {
        continue; // A coverage agent's.
      }
      Advice.OnMethodEnter enter = method.getAnnotation(Advice.OnMethodEnter.class);
      Advice.OnMethodExit exit = method.getAnnotation(Advice.OnMethodExit.class);
      assertThat(Modifier.isStatic(method.getModifiers())).as("%s is static", method).isTrue();
      assertThat(enter != null || exit != null).as("%s is an advice", method).isTrue();
      assertThat(enter != null ? enter.suppress() : exit.suppress())
          .as("what %s suppresses", method)
          .isEqualTo(Throwable.class);
      assertThat(Stream.of(method.getParameterAnnotations()).flatMap(Stream::of))
          .as("the parameters of %s", method)
          .noneMatch(Advice.AllArguments.class::isInstance);
    }
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
