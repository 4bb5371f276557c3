package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * An advice, read from its class file: the code for the begin of a method and that for its end, one
 * of which may be missing.
 */
final class AdviceClass {

  private static final String ADVICE = "Lnet/bytebuddy/asm/Advice$";
  private static final String ON_ENTER = ADVICE + "OnMethodEnter;";
  private static final String ON_EXIT = ADVICE + "OnMethodExit;";
  private static final String PROBES = "dev/sonde/boot/";
  private static final int CONSTANT_CLASS = 7;
  private static final int CONSTANT_NAME_AND_TYPE = 12;
  private static final Type NON_DEFAULT =
      Type.getObjectType("net/bytebuddy/asm/Advice$OnNonDefaultValue");

  /** Code that goes into a method. */
  static final class Code {
    final String name;
    final String descriptor;
    final Type returned;

    /** One for each local variable that a parameter takes: two of a long, the second null. */
    final List<@Nullable Parameter> slots = new ArrayList<>();

    final int parameters;

    /** Whether it is for the end after an exception, too. */
    boolean onThrowable;

    /** Whether the method is left out where this returns something. */
    boolean skips;

    Code(String name, String descriptor) {
      this.name = name;
      this.descriptor = descriptor;
      this.returned = Type.getReturnType(descriptor);
      Type[] types = Type.getArgumentTypes(descriptor);
      this.parameters = types.length;
      for (Type type : types) {
        slots.add(new Parameter(type));
        if (type.getSize() == 2) {
          slots.add(null);
        }
      }
    }

    private Parameter parameter(int index) {
      for (Parameter parameter : slots) {
        if (parameter != null && index-- == 0) {
          return parameter;
        }
      }
      throw new IllegalStateException(name + " has no such parameter");
    }
  }

  /** What a parameter stands for in the woven method. */
  enum Meaning {
    THIS,
    ARGUMENT,
    FIELD,
    ENTER,
    RETURN,
    THROWN,
    LOCAL,
    UNKNOWN
  }

  /** A parameter of the advice. */
  static final class Parameter extends AnnotationVisitor {
    final Type type;
    Meaning meaning = Meaning.UNKNOWN;

    /** Of a field, or of a variable that begin and end share. */
    String name = "";

    /** Of an argument. */
    int index;

    Parameter(Type type) {
      super(Asm.API);
      this.type = type;
    }

    @Override
    public void visit(String property, Object value) {
      if (property.equals("value")) {
        if (meaning == Meaning.ARGUMENT) {
          index = (Integer) value;
        } else {
          name = (String) value;
        }
      }
    }
  }

  private final ClassReader reader;
  private @Nullable Code enter;
  private @Nullable Code exit;

  private AdviceClass(ClassReader reader) {
    this.reader = reader;
  }

  static AdviceClass of(byte[] bytes) {
    final AdviceClass advice = new AdviceClass(new ClassReader(bytes));
    advice.reader.accept(
        new ClassVisitor(Asm.API) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return advice.new Annotations(new Code(name, descriptor));
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return advice;
  }

  /** Adds the simple names of the probes that a class may name in which this advice is. */
  void addProbes(Set<String> names) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      int tag = item == 0 ? 0 : reader.readByte(item - 1);
      if (tag == CONSTANT_CLASS) {
        addProbes(reader.readUTF8(item, buffer), names);
      } else if (tag == CONSTANT_NAME_AND_TYPE) {
        addProbes(reader.readUTF8(item + 2, buffer), names);
      }
    }
    for (Code code : new Code[] {enter, exit}) {
      if (code != null) {
        addProbes(code.descriptor, names);
      }
    }
  }

  private static void addProbes(String types, Set<String> names) {
    int at = types.indexOf(PROBES);
    while (at >= 0) {
      int start = at + PROBES.length();
      int end = types.indexOf(';', start);
      names.add(types.substring(start, end < 0 ? types.length() : end));
      at = types.indexOf(PROBES, start);
    }
  }

  @Nullable Code enter() {
    return enter;
  }

  @Nullable Code exit() {
    return exit;
  }

  /** The names of the woven class's fields that it reads. */
  Set<String> fields() {
    Set<String> names = new LinkedHashSet<>();
    for (Parameter field : all(Meaning.FIELD)) {
      names.add(field.name);
    }
    return names;
  }

  /** The variables that begin and end share, each once. */
  List<Parameter> locals() {
    List<Parameter> locals = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Parameter local : all(Meaning.LOCAL)) {
      if (names.add(local.name)) {
        locals.add(local);
      }
    }
    return locals;
  }

  /** Whether the end wants to know what the begin returns. */
  boolean handsOver() {
    return enter != null && (enter.skips || !all(Meaning.ENTER).isEmpty());
  }

  private List<Parameter> all(Meaning meaning) {
    List<Parameter> found = new ArrayList<>();
    for (Code code : new Code[] {enter, exit}) {
      if (code != null) {
        for (Parameter parameter : code.slots) {
          if (parameter != null && parameter.meaning == meaning) {
            found.add(parameter);
          }
        }
      }
    }
    return found;
  }

  /** Hands one of the codes to a visitor. */
  void accept(final Code code, final MethodVisitor visitor) {
    reader.accept(
        new ClassVisitor(Asm.API) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            boolean wanted = name.equals(code.name) && descriptor.equals(code.descriptor);
            return wanted ? visitor : null;
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
  }

  /** Reads what is said of a method and its parameters. */
  private final class Annotations extends MethodVisitor {
    private final Code code;

    Annotations(Code code) {
      super(Asm.API);
      this.code = code;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      if (type.equals(ON_ENTER)) {
        enter = code;
      } else if (type.equals(ON_EXIT)) {
        exit = code;
      } else {
        return null;
      }
      return new AnnotationVisitor(Asm.API) {
        @Override
        public void visit(String property, Object value) {
          if (property.equals("onThrowable")) {
            code.onThrowable = true;
          } else if (property.equals("skipOn")) {
            if (!value.equals(NON_DEFAULT)) {
              throw new IllegalStateException(value + " is not known");
            }
            code.skips = true;
          }
        }
      };
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int index, String type, boolean visible) {
      Meaning meaning = meaning(type);
      if (meaning == Meaning.UNKNOWN) {
        return null;
      }
      Parameter parameter = code.parameter(index);
      parameter.meaning = meaning;
      return parameter;
    }

    private Meaning meaning(String type) {
      switch (type) {
        case ADVICE + "This;":
          return Meaning.THIS;
        case ADVICE + "Argument;":
          return Meaning.ARGUMENT;
        case ADVICE + "FieldValue;":
          return Meaning.FIELD;
        case ADVICE + "Enter;":
          return Meaning.ENTER;
        case ADVICE + "Return;":
          return Meaning.RETURN;
        case ADVICE + "Thrown;":
          return Meaning.THROWN;
        case ADVICE + "Local;":
          return Meaning.LOCAL;
        default:
          return Meaning.UNKNOWN;
      }
    }
  }
}
