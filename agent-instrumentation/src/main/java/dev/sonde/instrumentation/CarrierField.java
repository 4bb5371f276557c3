package dev.sonde.instrumentation;

import dev.sonde.boot.Carrier;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Makes a class a {@link Carrier}, unless it is one. */
final class CarrierField extends ClassVisitor {

  private static final String CARRIER = Type.getInternalName(Carrier.class);
  private static final String FIELD = "sonde$carried";
  private static final String OBJECT = "Ljava/lang/Object;";

  private String owner = "";
  private boolean present;

  CarrierField(ClassVisitor out) {
    super(Asm.API, out);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    owner = name;
    String[] given = interfaces == null ? new String[0] : interfaces;
    for (String implemented : given) {
      present |= implemented.equals(CARRIER);
    }
    super.visit(
        version,
        access,
        name,
        present || signature == null ? signature : signature + 'L' + CARRIER + ';',
        superName,
        present ? given : withCarrier(given));
  }

  private static String[] withCarrier(String[] interfaces) {
    String[] more = new String[interfaces.length + 1];
    System.arraycopy(interfaces, 0, more, 0, interfaces.length);
    more[interfaces.length] = CARRIER;
    return more;
  }

  @Override
  public void visitEnd() {
    if (!present) {
      super.visitField(
              Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC,
              FIELD,
              OBJECT,
              null,
              null)
          .visitEnd();
      getter();
      setter();
    }
    super.visitEnd();
  }

  private void getter() {
    MethodVisitor code = method("sonde$carried", "()" + OBJECT);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, owner, FIELD, OBJECT);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(1, 1);
    code.visitEnd();
  }

  private void setter() {
    MethodVisitor code = method("sonde$carry", "(" + OBJECT + ")V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, owner, FIELD, OBJECT);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(2, 2);
    code.visitEnd();
  }

  private MethodVisitor method(String name, String descriptor) {
    MethodVisitor code =
        super.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    code.visitCode();
    return code;
  }
}
