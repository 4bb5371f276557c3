package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/** Writes the code of an advice as it stands in a woven method. */
final class InlinedAdvice extends MethodVisitor {
  private final CodeWriter code;
  private final WovenMethod.Woven woven;
  private final WovenLocals locals;
  private final AdviceClass.Code part;
  private final List<Object> base;
  private final int slot;
  private final Type type;
  private final Label end;
  private final List<WovenMethod.Catch> catches;
  private final int parameterSlots;
  private boolean boxesTwoSlots;
  private int stack;
  private int own;

  /**
   * @param base the types of the local variables that it finds
   * @param slot where what it returns is kept
   * @param type of what is kept, void for nothing
   * @param end where it goes on in place of returning
   * @param catches takes what it catches
   */
  InlinedAdvice(
      CodeWriter code,
      WovenMethod.Woven woven,
      WovenLocals locals,
      AdviceClass.Code part,
      List<Object> base,
      int slot,
      Type type,
      Label end,
      List<WovenMethod.Catch> catches) {
    super(Asm.API, code);
    this.code = code;
    this.woven = woven;
    this.locals = locals;
    this.part = part;
    this.base = base;
    this.slot = slot;
    this.type = type;
    this.end = end;
    this.catches = catches;
    this.parameterSlots = part.slots.size();
  }

  /** How high the stack becomes. */
  int stack() {
    return stack;
  }

  /** How many local variables it has. */
  int own() {
    return own;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitAnnotableParameterCount(int count, boolean visible) {}

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int parameter, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int reference, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public @Nullable AnnotationVisitor visitInsnAnnotation(
      int reference, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int reference, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
      int reference,
      @Nullable TypePath path,
      Label[] starts,
      Label[] ends,
      int[] indexes,
      String descriptor,
      boolean visible) {
    return null;
  }

  @Override
  public void visitCode() {}

  @Override
  public void visitEnd() {}

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    stack = boxesTwoSlots ? maxStack + 1 : maxStack;
    own = maxLocals - parameterSlots;
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String caught) {
    catches.add(new WovenMethod.Catch(from, to, handler, caught));
  }

  @Override
  public void visitFrame(
      int kind,
      int localCount,
      Object @Nullable [] types,
      int stackSize,
      Object @Nullable [] values) {
    if (!woven.hasMaps()) {
      return;
    }
    List<Object> all = new ArrayList<>(base);
    if (types != null && localCount > part.parameters) {
      WovenLocals.pad(all, locals.free);
      all.addAll(Arrays.asList(types).subList(part.parameters, localCount));
    }
    code.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stackSize, values);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      code.visitInsn(opcode);
      return;
    }
    if (type.getSort() != Type.VOID) {
      code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
    } else if (part.returned.getSize() > 0) {
      code.visitInsn(part.returned.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
    code.jump(end);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    if (index < parameterSlots) {
      throw new IllegalStateException("the advice counts with a parameter");
    }
    code.visitIincInsn(index - parameterSlots + locals.free, increment);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    if (index >= parameterSlots) {
      code.visitVarInsn(opcode, index - parameterSlots + locals.free);
      return;
    }
    AdviceClass.Parameter parameter = part.slots.get(index);
    if (parameter == null) {
      throw new IllegalStateException("the second half of a parameter");
    }
    if (opcode >= Opcodes.ISTORE) {
      store(parameter);
    } else {
      load(parameter);
    }
  }

  private void load(AdviceClass.Parameter parameter) {
    switch (parameter.meaning) {
      case THIS:
        if (locals.isStatic) {
          code.visitInsn(Opcodes.ACONST_NULL);
        } else {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          convert(Type.getObjectType(woven.internalName()), parameter.type);
        }
        break;
      case FIELD:
        loadField(parameter);
        break;
      case THROWN:
        if (locals.catchesAll()) {
          code.visitVarInsn(Opcodes.ALOAD, locals.thrownSlot);
        } else {
          code.visitInsn(Opcodes.ACONST_NULL);
        }
        break;
      default:
        loadVariable(parameter);
    }
  }

  private void loadVariable(AdviceClass.Parameter parameter) {
    Type held = typeOf(parameter);
    if (held.getSort() == Type.VOID) {
      code.visitInsn(WovenMethod.nothing(parameter.type));
    } else {
      code.visitVarInsn(held.getOpcode(Opcodes.ILOAD), slotOf(parameter));
      convert(held, parameter.type);
    }
  }

  private void loadField(AdviceClass.Parameter parameter) {
    WovenMethod.Field field = woven.field(parameter.name);
    ClassFile.Member member = field.member;
    if (member.is(Opcodes.ACC_STATIC)) {
      code.visitFieldInsn(Opcodes.GETSTATIC, field.owner, member.name, member.descriptor);
    } else if (locals.isStatic) {
      throw new IllegalStateException(member.name + " is not a static method's");
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, field.owner, member.name, member.descriptor);
    }
    convert(Type.getType(member.descriptor), parameter.type);
  }

  private void store(AdviceClass.Parameter parameter) {
    switch (parameter.meaning) {
      case ARGUMENT:
      case RETURN:
      case LOCAL:
        Type held = typeOf(parameter);
        convert(parameter.type, held);
        code.visitVarInsn(held.getOpcode(Opcodes.ISTORE), slotOf(parameter));
        break;
      default:
        throw new IllegalStateException("the advice changes a " + parameter.meaning);
    }
  }

  private Type typeOf(AdviceClass.Parameter parameter) {
    switch (parameter.meaning) {
      case ARGUMENT:
        return locals.argumentTypes[argument(parameter)];
      case ENTER:
        return locals.enterType;
      case RETURN:
        return locals.returnType;
      case LOCAL:
        return parameter.type;
      default:
        throw new IllegalStateException("nobody knows what a parameter stands for");
    }
  }

  private int slotOf(AdviceClass.Parameter parameter) {
    switch (parameter.meaning) {
      case ARGUMENT:
        return locals.argumentSlots[argument(parameter)];
      case ENTER:
        return locals.enterSlot;
      case RETURN:
        return locals.returnSlot;
      default:
        return locals.slot(parameter);
    }
  }

  private int argument(AdviceClass.Parameter parameter) {
    if (parameter.index >= locals.argumentTypes.length) {
      throw new IllegalStateException("there is no argument " + parameter.index);
    }
    return parameter.index;
  }

  /** Lets a value be used as a type: by a cast that may fail, as all of the advice may. */
  private void convert(Type from, Type to) {
    boolean isReference = from.getSort() >= Type.ARRAY;
    if (from.equals(to) || (isReference && to.getInternalName().equals("java/lang/Object"))) {
      return;
    }
    if (isReference && to.getSort() >= Type.ARRAY) {
      code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
    } else if (!isReference && to.getInternalName().equals("java/lang/Object")) {
      box(from);
    } else {
      throw new IllegalStateException(from + " is no " + to);
    }
  }

  private void box(Type from) {
    boxesTwoSlots |= from.getSize() == 2;
    String box = boxOf(from);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, box, "valueOf", '(' + from.getDescriptor() + ")L" + box + ';', false);
  }

  private String boxOf(Type from) {
    switch (from.getSort()) {
      case Type.BOOLEAN:
        return "java/lang/Boolean";
      case Type.CHAR:
        return "java/lang/Character";
      case Type.BYTE:
        return "java/lang/Byte";
      case Type.SHORT:
        return "java/lang/Short";
      case Type.INT:
        return "java/lang/Integer";
      case Type.FLOAT:
        return "java/lang/Float";
      case Type.LONG:
        return "java/lang/Long";
      case Type.DOUBLE:
        return "java/lang/Double";
      default:
        throw new IllegalStateException("no value of " + from);
    }
  }
}
