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

/**
 * Copies a method and puts an advice around its code.
 *
 * <pre>
 *   begin of the advice, whose failures are reported and go no further
 *   copies of the arguments, which the method works with
 *   the method's own code, that jumps to the end in place of returning
 *   end of the advice, whose failures are reported and go no further
 *   what the method has returned or thrown
 * </pre>
 */
final class WovenMethod extends OperandStack {

  private static final String THROWABLE = WovenLocals.THROWABLE;
  private static final String CONSTRUCTOR = "<init>";

  /** What a failure is reported with: itself and the name of the library. */
  private static final int REPORT_STACK = 2;

  /** What the woven class says to the advice, besides the method. */
  interface Woven {
    String internalName();

    /** Whether its class file has stack maps. */
    boolean hasMaps();

    /** The name of the library, for reports. */
    String module();

    /**
     * The class that declares a field of it.
     *
     * @throws IllegalStateException where there is none
     */
    Field field(String name);
  }

  /** A field of the woven class or of one that it extends. */
  static final class Field {
    final String owner;
    final ClassFile.Member member;

    Field(String owner, ClassFile.Member member) {
      this.owner = owner;
      this.member = member;
    }
  }

  /** An exception that is caught in the advice's code, or because of it. */
  static final class Catch {
    final Label from;
    final Label to;
    final Label handler;
    final @Nullable String type;

    Catch(Label from, Label to, Label handler, @Nullable String type) {
      this.from = from;
      this.to = to;
      this.handler = handler;
      this.type = type;
    }
  }

  private final Woven woven;
  private final AdviceClass advice;
  private final CodeWriter code;
  private final boolean isConstructor;
  private final WovenLocals locals;
  private final List<Catch> catches = new ArrayList<>();
  private final Label begin = new Label();
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();
  private final Label returned = new Label();
  private int countBefore;
  private boolean hasLine;
  private boolean returns;
  private int adviceStack;
  private int adviceLocals;

  WovenMethod(
      MethodVisitor out,
      Woven woven,
      int access,
      String name,
      String descriptor,
      AdviceClass advice) {
    super(new CodeWriter(out));
    this.code = (CodeWriter) mv;
    this.woven = woven;
    this.advice = advice;
    this.isConstructor = name.equals(CONSTRUCTOR);
    this.locals =
        new WovenLocals(
            advice, woven.internalName(), (access & Opcodes.ACC_STATIC) != 0, descriptor);
    if (isConstructor && locals.catchesAll()) {
      throw new IllegalStateException("what a constructor throws can't be caught");
    }
  }

  @Override
  public void visitCode() {
    super.visitCode();
    code.visitLabel(begin);
    for (AdviceClass.Parameter local : advice.locals()) {
      code.visitInsn(nothing(local.type));
      code.visitVarInsn(local.type.getOpcode(Opcodes.ISTORE), locals.slot(local));
    }
    AdviceClass.Code enter = advice.enter();
    if (enter != null) {
      inline(
          enter,
          locals.types(WovenLocals.Stage.BEGIN, isConstructor),
          locals.enterSlot,
          locals.enterType);
      writeMap(locals.types(WovenLocals.Stage.BODY, isConstructor));
      if (enter.skips) {
        skipWhereItReturnsSomething();
      }
    }
    if (advice.exit() != null) {
      copyArguments();
    }
    code.leaveMap();
    countBefore = code.count();
    code.visitLabel(bodyStart);
  }

  private void skipWhereItReturnsSomething() {
    if (advice.exit() == null || locals.enterType.getSort() < Type.ARRAY || isConstructor) {
      throw new IllegalStateException("this method can't be left out");
    }
    Label begin = new Label();
    code.visitVarInsn(Opcodes.ALOAD, locals.enterSlot);
    code.visitJumpInsn(Opcodes.IFNULL, begin);
    storeNothing(locals.returnType, locals.returnSlot);
    code.visitJumpInsn(Opcodes.GOTO, returned);
    returns = true;
    code.visitLabel(begin);
    writeMap(locals.types(WovenLocals.Stage.BODY, false));
  }

  private void copyArguments() {
    if (!locals.isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ASTORE, locals.shift);
    }
    for (int i = 0; i < locals.argumentTypes.length; i++) {
      Type type = locals.argumentTypes[i];
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), locals.argumentSlots[i]);
      code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), locals.argumentSlots[i] + locals.shift);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, index + locals.shift);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    super.visitIincInsn(index + locals.shift, increment);
  }

  @Override
  public void visitInsn(int opcode) {
    if (advice.exit() == null || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    int left = depth();
    if (opcode != Opcodes.RETURN) {
      code.visitVarInsn(locals.returnType.getOpcode(Opcodes.ISTORE), locals.returnSlot);
      left--;
    }
    while (left > 0) {
      code.visitInsn(size(--left) == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
    returns = true;
    code.jump(returned);
    ends();
  }

  /** What the begin does is seen where the method's first line is. */
  @Override
  public void visitLineNumber(int line, Label start) {
    if (!hasLine) {
      hasLine = true;
      code.visitLineNumber(line, begin);
    }
    super.visitLineNumber(line, start);
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int index) {
    super.visitLocalVariable(name, descriptor, signature, start, end, index + locals.shift);
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
    int[] shifted = indexes.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += locals.shift;
    }
    return super.visitLocalVariableAnnotation(
        reference, path, starts, ends, shifted, descriptor, visible);
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] types,
      int stackSize,
      Object @Nullable [] stack) {
    if (locals.shift == 0 || types == null) {
      super.visitFrame(type, localCount, types, stackSize, stack);
      return;
    }
    boolean unfinished =
        isConstructor
            && (isAmong(types, localCount) || (stack != null && isAmong(stack, stackSize)));
    List<Object> all = locals.types(WovenLocals.Stage.BODY, unfinished);
    WovenLocals.pad(all, locals.shift);
    all.addAll(Arrays.asList(types).subList(0, localCount));
    super.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stackSize, stack);
  }

  private static boolean isAmong(Object[] types, int count) {
    return Arrays.asList(types).subList(0, count).contains(Opcodes.UNINITIALIZED_THIS);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (code.count() == countBefore) {
      code.settle(); // Or there is nothing whose exceptions could be caught.
    }
    code.visitLabel(bodyEnd);
    AdviceClass.Code exit = advice.exit();
    if (exit != null && (returns || exit.onThrowable)) {
      end(exit);
    }
    for (Catch caught : catches) {
      super.visitTryCatchBlock(caught.from, caught.to, caught.handler, caught.type);
    }
    super.visitMaxs(
        Math.max(maxStack, Math.max(adviceStack, REPORT_STACK)),
        Math.max(maxLocals + locals.shift, locals.free + adviceLocals));
  }

  private void end(AdviceClass.Code exit) {
    Label all = new Label();
    if (returns) {
      code.arrive(returned);
      writeMap(locals.types(WovenLocals.Stage.RETURNED, false));
      if (exit.onThrowable) {
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ASTORE, locals.thrownSlot);
        code.jump(all);
      }
    }
    if (exit.onThrowable) {
      Label handler = new Label();
      code.visitLabel(handler);
      writeMap(locals.types(WovenLocals.Stage.BODY, false), THROWABLE);
      code.visitVarInsn(Opcodes.ASTORE, locals.thrownSlot);
      storeNothing(locals.returnType, locals.returnSlot);
      code.arrive(all);
      writeMap(locals.types(WovenLocals.Stage.END, false));
      inline(exit, locals.types(WovenLocals.Stage.END, false), -1, Type.VOID_TYPE);
      catches.add(new Catch(bodyStart, bodyEnd, handler, THROWABLE));
      writeMap(locals.types(WovenLocals.Stage.END, false));
      Label well = new Label();
      code.visitVarInsn(Opcodes.ALOAD, locals.thrownSlot);
      code.visitJumpInsn(Opcodes.IFNULL, well);
      code.visitVarInsn(Opcodes.ALOAD, locals.thrownSlot);
      code.visitInsn(Opcodes.ATHROW);
      code.visitLabel(well);
      writeMap(locals.types(WovenLocals.Stage.END, false));
    } else {
      inline(exit, locals.types(WovenLocals.Stage.END, false), -1, Type.VOID_TYPE);
      writeMap(locals.types(WovenLocals.Stage.END, false));
    }
    if (locals.returnType.getSort() != Type.VOID) {
      code.visitVarInsn(locals.returnType.getOpcode(Opcodes.ILOAD), locals.returnSlot);
    }
    code.visitInsn(locals.returnType.getOpcode(Opcodes.IRETURN));
  }

  /**
   * Writes code of the advice. What it throws is reported.
   *
   * @param base the types of the local variables that it finds
   * @param slot where what it returns is kept
   * @param type of what is kept, void for nothing
   */
  private void inline(AdviceClass.Code part, List<Object> base, int slot, Type type) {
    Label from = new Label();
    Label to = new Label();
    Label handler = new Label();
    Label end = new Label();
    code.visitLabel(from);
    InlinedAdvice inlined =
        new InlinedAdvice(code, woven, locals, part, base, slot, type, end, catches);
    advice.accept(part, inlined);
    adviceStack = Math.max(adviceStack, inlined.stack());
    adviceLocals = Math.max(adviceLocals, inlined.own());
    code.visitLabel(to);
    code.visitLabel(handler);
    writeMap(base, THROWABLE);
    code.visitLdcInsn(woven.module());
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "dev/sonde/boot/SelfProbe",
        "adviceFailed",
        "(Ljava/lang/Throwable;Ljava/lang/String;)V",
        false);
    storeNothing(type, slot);
    code.arrive(end);
    catches.add(new Catch(from, to, handler, THROWABLE));
  }

  private void storeNothing(Type type, int slot) {
    if (type.getSort() != Type.VOID) {
      code.visitInsn(nothing(type));
      code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
    }
  }

  /** What is there in place of a value. */
  static int nothing(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LCONST_0;
      case Type.FLOAT:
        return Opcodes.FCONST_0;
      case Type.DOUBLE:
        return Opcodes.DCONST_0;
      case Type.ARRAY:
      case Type.OBJECT:
        return Opcodes.ACONST_NULL;
      default:
        return Opcodes.ICONST_0;
    }
  }

  private void writeMap(List<Object> types, Object... stack) {
    if (woven.hasMaps()) {
      code.visitFrame(Opcodes.F_NEW, types.size(), types.toArray(), stack.length, stack);
    }
  }
}
