package dev.sonde.instrumentation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Knows how large the values on the operand stack are, each one or two slots. Code may return with
 * values below the one that it returns; compilers of other languages than Java make such.
 */
abstract class OperandStack extends MethodVisitor {

  private static final byte[] NOTHING = {};
  private static final byte[] AN_EXCEPTION = {1};
  private static final int ROOM = 16;

  private byte[] sizes = new byte[ROOM];
  private int depth;

  /** Whether what comes next is reached from what came before. */
  private boolean reached = true;

  /** What is on the stack where a jump leads to. */
  private final Map<Label, byte[]> atLabels = new HashMap<>();

  OperandStack(MethodVisitor out) {
    super(Asm.API, out);
  }

  /** How many values there are. */
  final int depth() {
    return depth;
  }

  /** The size of a value, 0 being the lowest. */
  final int size(int place) {
    return sizes[place];
  }

  private void push(int size) {
    if (size == 0) {
      return;
    }
    if (depth == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * depth);
    }
    sizes[depth++] = (byte) size;
  }

  private int pop() {
    return depth == 0 ? 1 : sizes[--depth]; // Empty in code that is never reached.
  }

  private void pop(int values) {
    depth = Math.max(0, depth - values);
  }

  private void replace(int values, int size) {
    pop(values);
    push(size);
  }

  private void leadsTo(Label label) {
    if (!atLabels.containsKey(label)) {
      atLabels.put(label, Arrays.copyOf(sizes, depth));
    }
  }

  private void set(byte[] values) {
    depth = 0;
    for (byte size : values) {
      push(size);
    }
  }

  /** What comes next is not reached from here. */
  final void ends() {
    depth = 0;
    reached = false;
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String type) {
    super.visitTryCatchBlock(from, to, handler, type);
    atLabels.put(handler, AN_EXCEPTION);
  }

  @Override
  public void visitLabel(Label label) {
    super.visitLabel(label);
    if (!reached) {
      byte[] known = atLabels.get(label);
      set(known == null ? NOTHING : known);
      reached = known != null;
    }
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackSize,
      Object @Nullable [] stack) {
    super.visitFrame(type, localCount, locals, stackSize, stack);
    depth = 0;
    for (int i = 0; stack != null && i < stackSize; i++) {
      push(stack[i].equals(Opcodes.LONG) || stack[i].equals(Opcodes.DOUBLE) ? 2 : 1);
    }
    reached = true;
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    if (opcode <= Opcodes.DCONST_1) {
      push(opcode == Opcodes.NOP ? 0 : isWide(opcode, Opcodes.LCONST_0, Opcodes.LCONST_1) ? 2 : 1);
    } else if (opcode <= Opcodes.SALOAD) {
      replace(2, opcode == Opcodes.LALOAD || opcode == Opcodes.DALOAD ? 2 : 1);
    } else if (opcode <= Opcodes.SASTORE) {
      pop(3);
    } else if (opcode <= Opcodes.SWAP) {
      rearrange(opcode);
    } else if (opcode <= Opcodes.DREM) {
      replace(2, 1 + (opcode - Opcodes.IADD) % 2);
    } else if (opcode <= Opcodes.DNEG) {
      return;
    } else if (opcode <= Opcodes.LXOR) {
      replace(2, 1 + (opcode - Opcodes.ISHL) % 2);
    } else if (opcode <= Opcodes.I2S) {
      replace(1, converted(opcode));
    } else if (opcode <= Opcodes.DCMPG) {
      replace(2, 1);
    } else if (opcode == Opcodes.ARRAYLENGTH) {
      replace(1, 1);
    } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      pop(1);
    } else {
      ends();
    }
  }

  /** Of the constants: those of long, and those of double behind them. */
  private static boolean isWide(int opcode, int first, int last) {
    return (opcode >= first && opcode <= last) || opcode >= Opcodes.DCONST_0;
  }

  private static int converted(int opcode) {
    switch (opcode) {
      case Opcodes.I2L:
      case Opcodes.I2D:
      case Opcodes.L2D:
      case Opcodes.F2L:
      case Opcodes.F2D:
      case Opcodes.D2L:
        return 2;
      default:
        return 1;
    }
  }

  private void rearrange(int opcode) {
    if (opcode == Opcodes.POP) {
      pop(1);
    } else if (opcode == Opcodes.POP2) {
      pop(pop() == 2 ? 0 : 1);
    } else if (opcode == Opcodes.SWAP) {
      insert(1, 1);
      pop(1);
    } else if (opcode <= Opcodes.DUP_X2) {
      insert(1, opcode - Opcodes.DUP);
    } else {
      insert(2, opcode - Opcodes.DUP2);
    }
  }

  /**
   * Puts a copy of what is on top below it and more.
   *
   * @param slots how many are copied
   * @param below how many slots below what is copied
   */
  private void insert(int slots, int below) {
    int copied = values(depth, slots);
    int place = depth - copied - values(depth - copied, below);
    if (place < 0) {
      return; // In code that is never reached.
    }
    byte[] top = Arrays.copyOfRange(sizes, depth - copied, depth);
    byte[] above = Arrays.copyOfRange(sizes, place, depth);
    depth = place;
    for (byte size : top) {
      push(size);
    }
    for (byte size : above) {
      push(size);
    }
  }

  /** How many values a number of slots are. */
  private int values(int end, int slots) {
    int values = 0;
    int left = slots;
    while (left > 0 && values < end) {
      values++;
      left -= sizes[end - values];
    }
    return values;
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    super.visitIntInsn(opcode, operand);
    replace(opcode == Opcodes.NEWARRAY ? 1 : 0, 1);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, index);
    if (opcode <= Opcodes.ALOAD) {
      push(opcode == Opcodes.LLOAD || opcode == Opcodes.DLOAD ? 2 : 1);
    } else if (opcode == Opcodes.RET) {
      ends();
    } else {
      pop(1);
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    replace(opcode == Opcodes.NEW ? 0 : 1, 1);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    super.visitFieldInsn(opcode, owner, name, descriptor);
    boolean isWritten = opcode == Opcodes.PUTSTATIC || opcode == Opcodes.PUTFIELD;
    pop((opcode >= Opcodes.GETFIELD ? 1 : 0) + (isWritten ? 1 : 0));
    push(isWritten ? 0 : Type.getType(descriptor).getSize());
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    call(opcode == Opcodes.INVOKESTATIC ? 0 : 1, descriptor);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    call(0, descriptor);
  }

  private void call(int receivers, String descriptor) {
    replace(
        receivers + Type.getArgumentTypes(descriptor).length,
        Type.getReturnType(descriptor).getSize());
  }

  @Override
  public void visitJumpInsn(int opcode, Label to) {
    super.visitJumpInsn(opcode, to);
    if (opcode == Opcodes.JSR) {
      push(1);
      leadsTo(to);
      pop(1);
    } else if (opcode == Opcodes.GOTO) {
      leadsTo(to);
      ends();
    } else {
      pop(opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE ? 2 : 1);
      leadsTo(to);
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    boolean isWide =
        value instanceof Long
            || value instanceof Double
            || (value instanceof ConstantDynamic && ((ConstantDynamic) value).getSize() == 2);
    push(isWide ? 2 : 1);
  }

  @Override
  public void visitTableSwitchInsn(int lowest, int highest, Label otherwise, Label... labels) {
    super.visitTableSwitchInsn(lowest, highest, otherwise, labels);
    branch(otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(otherwise, keys, labels);
    branch(otherwise, labels);
  }

  private void branch(Label otherwise, Label[] labels) {
    pop(1);
    leadsTo(otherwise);
    for (Label label : labels) {
      leadsTo(label);
    }
    ends();
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    replace(dimensions, 1);
  }
}
