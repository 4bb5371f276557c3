package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Writes code that is put together from pieces: leaves out a jump to what comes next, and lets no
 * two stack maps stand at the same place.
 */
final class CodeWriter extends MethodVisitor {

  /** Where the code before goes on, unless that is the next place. */
  private @Nullable Label jump;

  /** Come after the jump, if it is written. */
  private final List<Label> held = new ArrayList<>();

  private final Set<Label> tryEnds = new HashSet<>();
  private boolean mapped;
  private int count;

  CodeWriter(MethodVisitor out) {
    super(Asm.API, out);
  }

  /** How many instructions there are. */
  int count() {
    return count;
  }

  /** Goes on elsewhere. */
  void jump(Label to) {
    settle();
    jump = to;
  }

  /** Makes sure that what comes next does not stand where a stack map is. */
  void leaveMap() {
    if (mapped) {
      super.visitInsn(Opcodes.NOP);
      mapped = false;
    }
  }

  /** The place that jumps lead to. */
  void arrive(Label at) {
    if (jump == at && !endsTry()) {
      jump = null;
      leaveMap();
      release();
    } else {
      settle();
      leaveMap();
    }
    super.visitLabel(at);
  }

  /** Whether what is tried may be nothing without the jump. */
  private boolean endsTry() {
    for (Label label : held) {
      if (tryEnds.contains(label)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void visitTryCatchBlock(Label from, Label to, Label handler, @Nullable String type) {
    tryEnds.add(to);
    super.visitTryCatchBlock(from, to, handler, type);
  }

  /** Writes what is put off. */
  void settle() {
    if (jump != null) {
      super.visitJumpInsn(Opcodes.GOTO, jump);
      jump = null;
      mapped = false;
      count++;
    }
    release();
  }

  private void release() {
    for (Label label : held) {
      super.visitLabel(label);
    }
    held.clear();
  }

  private void next() {
    settle();
    mapped = false;
    count++;
  }

  @Override
  public void visitLabel(Label label) {
    if (jump == null) {
      super.visitLabel(label);
    } else {
      held.add(label);
    }
  }

  @Override
  public void visitFrame(
      int type,
      int localCount,
      Object @Nullable [] locals,
      int stackSize,
      Object @Nullable [] stack) {
    settle();
    leaveMap();
    super.visitFrame(type, localCount, locals, stackSize, stack);
    mapped = true;
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    settle();
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
    release();
    super.visitLocalVariable(name, descriptor, signature, start, end, index);
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
    release();
    return super.visitLocalVariableAnnotation(
        reference, path, starts, ends, indexes, descriptor, visible);
  }

  @Override
  public void visitInsn(int opcode) {
    next();
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    next();
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    next();
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    next();
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    next();
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    next();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    next();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitJumpInsn(int opcode, Label to) {
    next();
    super.visitJumpInsn(opcode, to);
  }

  @Override
  public void visitLdcInsn(Object value) {
    next();
    super.visitLdcInsn(value);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    next();
    super.visitIincInsn(index, increment);
  }

  @Override
  public void visitTableSwitchInsn(int lowest, int highest, Label otherwise, Label... labels) {
    next();
    super.visitTableSwitchInsn(lowest, highest, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    next();
    super.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    next();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }
}
