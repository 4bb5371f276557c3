package dev.sonde.instrumentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
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
      this.owner = owner;
      this.name = name;
      this.descriptor = descriptor;
    }

    boolean isMethod() {
      return kind == Kind.METHOD || kind == Kind.INTERFACE_METHOD;
    }

    String ownerName() {
      return owner.replace('/', '.');
    }

    String key() {
      switch (kind) {
        case TYPE:
          return ownerName();
        case FIELD:
          return ownerName() + '.' + name + ':' + descriptor;
        default:
          return ownerName() + '.' + name + descriptor;
      }
    }
  }

  private final List<Member> members;

  private Shape(List<Member> members) {
    this.members = members;
  }

  static Shape of(byte[] advice) {
    Collector collector = new Collector();
    new ClassReader(advice).accept(collector, ClassReader.SKIP_FRAMES);
    return new Shape(collector.members);
  }

  /** The first member that the library lacks, or null when it has them all. */
  @Nullable String missingIn(Types library) throws IOException {
    for (Member member : members) {
      ClassFile owner = library.find(member.owner);
      if (owner == null) {
        return member.ownerName();
      }
      if (member.isMethod() && owner.isInterface() != (member.kind == Kind.INTERFACE_METHOD)) {
        return member.key() + " of " + (owner.isInterface() ? "an interface" : "a class");
      }
      if (member.kind != Kind.TYPE && !has(library, owner, member)) {
        return member.key();
      }
    }
    return null;
  }

  private static boolean has(Types library, ClassFile owner, Member member) throws IOException {
    for (ClassFile type : library.line(owner)) {
      if (declares(type, member)) {
        return true;
      }
    }
    return member.isMethod() && inInterfaces(library, owner, member);
  }

  private static boolean inInterfaces(Types library, ClassFile type, Member member)
      throws IOException {
    for (String name : type.interfaces()) {
      ClassFile implemented = library.find(name);
      if (implemented != null
          && (declares(implemented, member) || inInterfaces(library, implemented, member))) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(ClassFile type, Member member) {
    for (ClassFile.Member declared : member.isMethod() ? type.methods() : type.fields()) {
      if (declared.is(member.name, member.descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** Gathers the members that belong to the library. */
  private static final class Collector extends ClassVisitor {
    final List<Member> members = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();

    Collector() {
      super(Asm.API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(Asm.API) {
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
      boolean ours = member.owner.startsWith("dev/sonde/") || member.owner.startsWith("java/");
      if (!ours && !member.owner.startsWith("[") && seen.add(member.key())) {
        members.add(member);
      }
    }
  }
}
