package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * What an advice uses of its library: read from the advice's own code, so that it needs no
 * declaration and can't be forgotten.
 */
final class Shape {

  private enum Kind {
    TYPE,
    FIELD,
    /** A method called as a class's. */
    METHOD,
    /** A method called as an interface's: the JVM insists on the difference. */
    INTERFACE_METHOD
  }

  /** A type, field or method that the advice's code names. */
  private static final class Member {
    final Kind kind;
    final String owner;
    final String name;
    final String descriptor;

    Member(Kind kind, String owner, String name, String descriptor) {
      this.kind = kind;
      this.owner = owner.replace('/', '.');
      this.name = name;
      this.descriptor = descriptor;
    }

    boolean isMethod() {
      return kind == Kind.METHOD || kind == Kind.INTERFACE_METHOD;
    }

    String key() {
      switch (kind) {
        case TYPE:
          return owner;
        case FIELD:
          return owner + '.' + name + ':' + descriptor;
        default:
          return owner + '.' + name + descriptor;
      }
    }
  }

  private static final String FIELD_VALUE = "Lnet/bytebuddy/asm/Advice$FieldValue;";

  private final List<Member> members;

  /** Of the woven class itself. */
  private final Set<String> fields;

  private Shape(List<Member> members, Set<String> fields) {
    this.members = members;
    this.fields = fields;
  }

  static Shape of(byte[] advice) {
    Collector collector = new Collector();
    OpenedClassReader.of(advice).accept(collector, ClassReader.SKIP_FRAMES);
    return new Shape(collector.members, collector.fields);
  }

  /** The first member that the library lacks, or null when it has them all. */
  @Nullable String missingIn(TypePool library) {
    for (Member member : members) {
      TypePool.Resolution owner = library.describe(member.owner);
      if (!owner.isResolved()) {
        return member.owner;
      }
      TypeDescription type = owner.resolve();
      if (member.isMethod() && type.isInterface() != (member.kind == Kind.INTERFACE_METHOD)) {
        return member.key() + " of " + (type.isInterface() ? "an interface" : "a class");
      }
      if (member.kind != Kind.TYPE && !has(type, member)) {
        return member.key();
      }
    }
    return null;
  }

  /** The first field that the advice reads of the woven class and that this lacks, or null. */
  @Nullable String missingFieldOf(TypeDescription woven) {
    for (String field : fields) {
      if (!hasField(woven, field)) {
        return woven.getName() + '.' + field;
      }
    }
    return null;
  }

  private static boolean hasField(TypeDescription woven, String name) {
    for (TypeDefinition type = woven; type != null; type = type.getSuperClass()) {
      for (FieldDescription field : type.asErasure().getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean has(TypeDescription owner, Member member) {
    for (TypeDefinition type = owner; type != null; type = type.getSuperClass()) {
      if (declares(type.asErasure(), member)) {
        return true;
      }
    }
    return member.isMethod() && inInterfaces(owner, member);
  }

  private static boolean inInterfaces(TypeDescription type, Member member) {
    for (TypeDescription implemented : type.getInterfaces().asErasures()) {
      if (declares(implemented, member) || inInterfaces(implemented, member)) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(TypeDescription type, Member member) {
    if (member.isMethod()) {
      for (MethodDescription method : type.getDeclaredMethods()) {
        if (method.getInternalName().equals(member.name)
            && method.getDescriptor().equals(member.descriptor)) {
          return true;
        }
      }
    } else {
      for (FieldDescription field : type.getDeclaredFields()) {
        if (field.getName().equals(member.name)
            && field.getDescriptor().equals(member.descriptor)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Gathers the members that belong to the library. */
  private static final class Collector extends ClassVisitor {
    final List<Member> members = new ArrayList<>();
    final Set<String> fields = new LinkedHashSet<>();
    private final Set<String> seen = new LinkedHashSet<>();

    Collector() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(OpenedClassReader.ASM_API) {
        @Override
        public @Nullable AnnotationVisitor visitParameterAnnotation(
            int parameter, String type, boolean visible) {
          return type.equals(FIELD_VALUE) ? new FieldNames(fields) : null;
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          add(
              new Member(
                  isInterface ? Kind.INTERFACE_METHOD : Kind.METHOD, owner, name, descriptor));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          add(new Member(Kind.FIELD, owner, name, descriptor));
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
          add(new Member(Kind.TYPE, type, "", ""));
        }
      };
    }

    private void add(Member member) {
      boolean ours = member.owner.startsWith("dev.sonde.") || member.owner.startsWith("java.");
      if (!ours && !member.owner.startsWith("[") && seen.add(member.key())) {
        members.add(member);
      }
    }
  }

  /** Gathers what an annotation names. */
  private static final class FieldNames extends AnnotationVisitor {
    private final Set<String> names;

    FieldNames(Set<String> names) {
      super(OpenedClassReader.ASM_API);
      this.names = names;
    }

    @Override
    public void visit(String property, Object value) {
      if (property.equals("value")) {
        names.add((String) value);
      }
    }
  }
}
