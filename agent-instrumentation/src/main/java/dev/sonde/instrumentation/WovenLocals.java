package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The local variables of a method with an advice around its code, in this order: the arguments;
 * those that the advice's begin and end share; what the begin has returned; what the method
 * returns; what it has thrown; then the method's own, from the copies of its arguments on. Those of
 * the advice's code stand in the place of the latter. Where the advice has no end the method's own
 * stay where they are.
 */
final class WovenLocals {

  static final String THROWABLE = "java/lang/Throwable";

  /** Up to which of the variables they have a value. */
  enum Stage {
    BEGIN,
    BODY,
    RETURNED,
    END
  }

  private final AdviceClass advice;
  private final String owner;
  private final Map<String, Integer> shared = new HashMap<>();
  private final boolean catchesAll;

  final boolean isStatic;
  final Type[] argumentTypes;
  final int[] argumentSlots;

  /** What the begin returns; void where nobody wants to know. */
  final Type enterType;

  final int enterSlot;
  final Type returnType;
  final int returnSlot;
  final int thrownSlot;

  /** The first one after all that are kept for the advice. */
  final int free;

  /** How much further the method's own stand. */
  final int shift;

  /**
   * @param owner the method's class
   */
  WovenLocals(AdviceClass advice, String owner, boolean isStatic, String descriptor) {
    this.advice = advice;
    this.owner = owner;
    this.isStatic = isStatic;
    this.argumentTypes = Type.getArgumentTypes(descriptor);
    this.argumentSlots = new int[argumentTypes.length];
    this.returnType = Type.getReturnType(descriptor);
    int next = isStatic ? 0 : 1;
    for (int i = 0; i < argumentTypes.length; i++) {
      argumentSlots[i] = next;
      next += argumentTypes[i].getSize();
    }
    for (AdviceClass.Parameter local : advice.locals()) {
      shared.put(local.name, next);
      next += local.type.getSize();
    }
    AdviceClass.Code enter = advice.enter();
    this.enterType = enter != null && advice.handsOver() ? enter.returned : Type.VOID_TYPE;
    this.enterSlot = next;
    next += enterType.getSize();
    AdviceClass.Code exit = advice.exit();
    this.catchesAll = exit != null && exit.onThrowable;
    this.returnSlot = next;
    next += exit == null ? 0 : returnType.getSize();
    this.thrownSlot = next;
    next += catchesAll ? 1 : 0;
    this.free = next;
    this.shift = exit == null ? 0 : next;
  }

  /** Whether what the method throws is kept. */
  boolean catchesAll() {
    return catchesAll;
  }

  /** Where a variable is that begin and end share. */
  int slot(AdviceClass.Parameter local) {
    Integer slot = shared.get(local.name);
    if (slot == null) {
      throw new IllegalStateException("no variable " + local.name);
    }
    return slot;
  }

  /**
   * The types of those that are kept for the advice, as stack maps tell them.
   *
   * @param unfinished whether no constructor above has been called yet
   */
  List<Object> types(Stage stage, boolean unfinished) {
    List<Object> types = new ArrayList<>();
    if (!isStatic) {
      types.add(unfinished ? Opcodes.UNINITIALIZED_THIS : owner);
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
    if (stage == Stage.END && catchesAll) {
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
  static void pad(List<Object> types, int upTo) {
    int slots = 0;
    for (Object type : types) {
      slots += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slots < upTo; slots++) {
      types.add(Opcodes.TOP);
    }
  }
}
