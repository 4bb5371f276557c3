package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.function.Consumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final String THING = "library.Thing";
  private static final String INTERNAL = "library/Thing";

  private static Types libraryWith(DynamicType.Builder<?> thing) {
    return new Types(new ClassFiles(null)).with(ClassFile.of(thing.make().getBytes()));
  }

  private static Types libraryWithAClass() {
    return libraryWith(
        new ByteBuddy()
            .subclass(Object.class)
            .name(THING)
            .defineMethod("go", void.class, Modifier.PUBLIC)
            .intercept(StubMethod.INSTANCE));
  }

  private static Types libraryWithAnInterface() {
    return libraryWith(
        new ByteBuddy()
            .makeInterface()
            .name(THING)
            .defineMethod("go", void.class, Modifier.PUBLIC)
            .withoutCode());
  }

  private static Shape shapeOf(Consumer<MethodVisitor> code) {
    ClassWriter advice = new ClassWriter(0);
    advice.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "Advice", null, "java/lang/Object", null);
    MethodVisitor method = advice.visitMethod(Opcodes.ACC_STATIC, "enter", "()V", null, null);
    method.visitCode();
    code.accept(method);
    method.visitMaxs(1, 1);
    method.visitEnd();
    return Shape.of(advice.toByteArray());
  }

  private static Shape calling(int opcode) {
    boolean isInterface = opcode == Opcodes.INVOKEINTERFACE;
    return shapeOf(code -> code.visitMethodInsn(opcode, INTERNAL, "go", "()V", isInterface));
  }

  @Test
  void aMethodIsFoundWhereItsTypeIsOfTheKindThatTheAdviceWasCompiledWith() throws Exception {
    assertThat(calling(Opcodes.INVOKEVIRTUAL).missingIn(libraryWithAClass())).isNull();
    assertThat(calling(Opcodes.INVOKEINTERFACE).missingIn(libraryWithAnInterface())).isNull();
  }

  @Test
  void aClassThatHasBecomeAnInterfaceIsAMismatchAndTheOtherWayRound() throws Exception {
    assertThat(calling(Opcodes.INVOKEVIRTUAL).missingIn(libraryWithAnInterface()))
        .isEqualTo("library.Thing.go()V of an interface");
    assertThat(calling(Opcodes.INVOKEINTERFACE).missingIn(libraryWithAClass()))
        .isEqualTo("library.Thing.go()V of a class");
  }

  @Test
  void aTypeThatIsOnlyAskedForMustBeThere() throws Exception {
    Shape shape = shapeOf(code -> code.visitTypeInsn(Opcodes.INSTANCEOF, "library/Other"));

    assertThat(shape.missingIn(libraryWithAClass())).isEqualTo("library.Other");
  }
}
