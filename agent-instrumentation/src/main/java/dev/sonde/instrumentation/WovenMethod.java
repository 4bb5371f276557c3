package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 *
 * <p>The local variables are, in this order: the arguments; those that begin and end share; what
 * the begin has returned; what the method returns; what it has thrown; then the method's own, from
 * the copies of its arguments on. Those of the advice's code stand in the place of the latter.
 * Where there is no end the method's own stay where they are.
 */
final class WovenMethod extends OperandStack {

  private static final String THROWABLE = "java/lang/Throwable";
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
  private static final class Catch {
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
  private final boolean isStatic;
  private final boolean isConstructor;
  private final Type[] argumentTypes;
  private final int[] argumentSlots;
  private final Type returnType;
  private final Map<String, Integer> localSlots = new HashMap<>();
  private final Type enterType;
  private final int enterSlot;
  private final int returnSlot;
  private final int thrownSlot;

  /** The first local variable after all that are kept for the advice. */
  private final int free;

  /** How much further the method's own local variables stand. */
  private final int shift;

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
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.isConstructor = name.equals(CONSTRUCTOR);
    this.argumentTypes = Type.getArgumentTypes(descriptor);
    this.argumentSlots = new int[argumentTypes.length];
    this.returnType = Type.getReturnType(descriptor);
    int next = isStatic ? 0 : 1;
    for (int i = 0; i < argumentTypes.length; i++) {
      argumentSlots[i] = next;
      next += argumentTypes[i].getSize();
    }
    for (AdviceClass.Parameter local : advice.locals()) {
      localSlots.put(local.name, next);
      next += local.type.getSize();
    }
    AdviceClass.Code enter = advice.enter();
    this.enterType = enter != null && advice.handsOver() ? enter.returned : Type.VOID_TYPE;
    this.enterSlot = next;
    next += enterType.getSize();
    this.returnSlot = next;
    AdviceClass.Code exit = advice.exit();
    if (exit != null) {
      next += returnType.getSize();
    }
    this.thrownSlot = next;
    if (catchesAll()) {
      if (isConstructor) {
        throw new IllegalStateException("what a constructor throws can't be caught");
      }
      next++;
    }
    this.free = next;
    this.shift = exit == null ? 0 : next;
  }

  private boolean catchesAll() {
    AdviceClass.Code exit = advice.exit();
    return exit != null && exit.onThrowable;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    code.visitLabel(begin);
    for (AdviceClass.Parameter local : advice.locals()) {
      code.visitInsn(nothing(local.type));
      code.visitVarInsn(local.type.getOpcode(Opcodes.ISTORE), slot(local));
    }
    AdviceClass.Code enter = advice.enter();
    if (enter != null) {
      inline(enter, map(Stage.BEGIN, isConstructor), enterSlot, enterType);
      map(map(Stage.BODY, isConstructor));
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
    if (advice.exit() == null || enterType.getSort() < Type.ARRAY || isConstructor) {
      throw new IllegalStateException("this method can't be left out");
    }
    Label begin = new Label();
    code.visitVarInsn(Opcodes.ALOAD, enterSlot);
    code.visitJumpInsn(Opcodes.IFNULL, begin);
    storeNothing(returnType, returnSlot);
    code.visitJumpInsn(Opcodes.GOTO, returned);
    returns = true;
    code.visitLabel(begin);
    map(map(Stage.BODY, false));
  }

  private void copyArguments() {
    if (!isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ASTORE, shift);
    }
    for (int i = 0; i < argumentTypes.length; i++) {
      Type type = argumentTypes[i];
      code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), argumentSlots[i]);
      code.visitVarInsn(type.getOpcode(Opcodes.ISTORE), argumentSlots[i] + shift);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, index + shift);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    super.visitIincInsn(index + shift, increment);
  }

  @Override
  public void visitInsn(int opcode) {
    if (advice.exit() == null || opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN) {
      super.visitInsn(opcode);
      return;
    }
    int left = depth();
    if (opcode != Opcodes.RETURN) {
      code.visitVarInsn(returnType.getOpcode(Opcodes.ISTORE), returnSlot);
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
    super.visitLocalVariable(name, descriptor, signature, start, end, index + shift);
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
      shifted[i] += shift;
    }
    return super.visitLocalVariableAnnotation(
        reference, path, starts, ends, shifted, descriptor, visible);
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackSize,
      Object @Nullable [] stack) {
    if (shift == 0 || locals == null) {
      super.visitFrame(type, localCount, locals, stackSize, stack);
      return;
    }
    boolean unfinished =
        isConstructor
            && (isAmong(locals, localCount) || (stack != null && isAmong(stack, stackSize)));
    List<Object> all = map(Stage.BODY, unfinished);
    pad(all, shift);
    all.addAll(Arrays.asList(locals).subList(0, localCount));
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
        Math.max(maxLocals + shift, free + adviceLocals));
  }

  private void end(AdviceClass.Code exit) {
    Label all = new Label();
    if (returns) {
      code.arrive(returned);
      map(map(Stage.RETURNED, false));
      if (exit.onThrowable) {
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitVarInsn(Opcodes.ASTORE, thrownSlot);
        code.jump(all);
      }
    }
    if (exit.onThrowable) {
      Label handler = new Label();
      code.visitLabel(handler);
      map(map(Stage.BODY, false), THROWABLE);
      code.visitVarInsn(Opcodes.ASTORE, thrownSlot);
      storeNothing(returnType, returnSlot);
      code.arrive(all);
      map(map(Stage.END, false));
      inline(exit, map(Stage.END, false), -1, Type.VOID_TYPE);
      catches.add(new Catch(bodyStart, bodyEnd, handler, THROWABLE));
      map(map(Stage.END, false));
      Label well = new Label();
      code.visitVarInsn(Opcodes.ALOAD, thrownSlot);
      code.visitJumpInsn(Opcodes.IFNULL, well);
      code.visitVarInsn(Opcodes.ALOAD, thrownSlot);
      code.visitInsn(Opcodes.ATHROW);
      code.visitLabel(well);
      map(map(Stage.END, false));
    } else {
      inline(exit, map(Stage.END, false), -1, Type.VOID_TYPE);
      map(map(Stage.END, false));
    }
    if (returnType.getSort() != Type.VOID) {
      code.visitVarInsn(returnType.getOpcode(Opcodes.ILOAD), returnSlot);
    }
    code.visitInsn(returnType.getOpcode(Opcodes.IRETURN));
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
    advice.accept(part, new Inlined(part, base, slot, type, end));
    code.visitLabel(to);
    code.visitLabel(handler);
    map(base, THROWABLE);
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

  private static int nothing(Type type) {
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

  private int slot(AdviceClass.Parameter local) {
    Integer slot = localSlots.get(local.name);
    if (slot == null) {
      throw new IllegalStateException("no variable " + local.name);
    }
    return slot;
  }

  /** Up to which of the local variables they have a value. */
  private enum Stage {
    BEGIN,
    BODY,
    RETURNED,
    END
  }

  /** The types of the local variables that are kept for the advice. */
  private List<Object> map(Stage stage, boolean unfinished) {
    List<Object> types = new ArrayList<>();
    if (!isStatic) {
      types.add(unfinished ? Opcodes.UNINITIALIZED_THIS : woven.internalName());
    }
    for (Type argument : argumentTypes) {
      add(types, argument);
    }
    for (AdviceClass.Parameter local : advice.locals()) {
      add(types, local.type);
    }
    if (stage.compareTo(Stage.BODY) >= 0) {
      add(types, enterType);
    }
    if (stage.compareTo(Stage.RETURNED) >= 0) {
      add(types, returnType);
    }
    if (stage == Stage.END && catchesAll()) {
      types.add(THROWABLE);
    }
    return types;
  }

  private static void add(List<Object> types, Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        break;
      case Type.LONG:
        types.add(Opcodes.LONG);
        break;
      case Type.FLOAT:
        types.add(Opcodes.FLOAT);
        break;
      case Type.DOUBLE:
        types.add(Opcodes.DOUBLE);
        break;
      case Type.ARRAY:
      case Type.OBJECT:
        types.add(type.getInternalName());
        break;
      default:
        types.add(Opcodes.INTEGER);
    }
  }

  /** Fills up to a local variable with such as have no value. */
  private static void pad(List<Object> types, int upTo) {
    int slots = 0;
    for (Object type : types) {
      slots += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slots < upTo; slots++) {
      types.add(Opcodes.TOP);
    }
  }

  private void map(List<Object> locals, Object... stack) {
    if (woven.hasMaps()) {
      code.visitFrame(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.length, stack);
    }
  }

  /** The advice's code as it stands in this method. */
  private final class Inlined extends MethodVisitor {
    private final AdviceClass.Code part;
    private final List<Object> base;
    private final int slot;
    private final Type type;
    private final Label end;
    private final int parameterSlots;
    private boolean boxesTwoSlots;

    Inlined(AdviceClass.Code part, List<Object> base, int slot, Type type, Label end) {
      super(Asm.API, code);
      this.part = part;
      this.base = base;
      this.slot = slot;
      this.type = type;
      this.end = end;
      this.parameterSlots = part.slots.size();
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
      adviceStack = Math.max(adviceStack, boxesTwoSlots ? maxStack + 1 : maxStack);
      adviceLocals = Math.max(adviceLocals, maxLocals - parameterSlots);
    }

    @Override
    public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String caught) {
      catches.add(new Catch(from, to, handler, caught));
    }

    @Override
    public void visitFrame(
        int kind,
        int localCount,
        Object @Nullable [] locals,
        int stackSize,
        Object @Nullable [] stack) {
      if (!woven.hasMaps()) {
        return;
      }
      List<Object> all = new ArrayList<>(base);
      if (locals != null && localCount > part.parameters) {
        pad(all, free);
        all.addAll(Arrays.asList(locals).subList(part.parameters, localCount));
      }
      code.visitFrame(Opcodes.F_NEW, all.size(), all.toArray(), stackSize, stack);
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
      code.visitIincInsn(index - parameterSlots + free, increment);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
      if (index >= parameterSlots) {
        code.visitVarInsn(opcode, index - parameterSlots + free);
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
          if (isStatic) {
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
          if (catchesAll()) {
            code.visitVarInsn(Opcodes.ALOAD, thrownSlot);
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
        code.visitInsn(nothing(parameter.type));
      } else {
        code.visitVarInsn(held.getOpcode(Opcodes.ILOAD), slotOf(parameter));
        convert(held, parameter.type);
      }
    }

    private void loadField(AdviceClass.Parameter parameter) {
      Field field = woven.field(parameter.name);
      ClassFile.Member member = field.member;
      if (member.is(Opcodes.ACC_STATIC)) {
        code.visitFieldInsn(Opcodes.GETSTATIC, field.owner, member.name, member.descriptor);
      } else if (isStatic) {
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
          return argumentTypes[argument(parameter)];
        case ENTER:
          return enterType;
        case RETURN:
          return returnType;
        case LOCAL:
          return parameter.type;
        default:
          throw new IllegalStateException("nobody knows what a parameter stands for");
      }
    }

    private int slotOf(AdviceClass.Parameter parameter) {
      switch (parameter.meaning) {
        case ARGUMENT:
          return argumentSlots[argument(parameter)];
        case ENTER:
          return enterSlot;
        case RETURN:
          return returnSlot;
        default:
          return WovenMethod.this.slot(parameter);
      }
    }

    private int argument(AdviceClass.Parameter parameter) {
      if (parameter.index >= argumentTypes.length) {
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
          Opcodes.INVOKESTATIC,
          box,
          "valueOf",
          '(' + from.getDescriptor() + ")L" + box + ';',
          false);
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
}
