package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
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

  /** A field or a method that the advice's code names. */
  private static final class Member {
    final String owner;
    final String name;
    final String descriptor;
    final boolean method;

    Member(String owner, String name, String descriptor, boolean method) {
      this.owner = owner.replace('/', '.');
      this.name = name;
      this.descriptor = descriptor;
      this.method = method;
    }

    String key() {
      return owner + '.' + name + (method ? "" : ":") + descriptor;
    }
  }

  private final List<Member> members;

  private Shape(List<Member> members) {
    this.members = members;
  }

  static Shape of(byte[] advice) {
    Collector collector = new Collector();
    OpenedClassReader.of(advice).accept(collector, ClassReader.SKIP_FRAMES);
    return new Shape(collector.members);
  }

  /** The first member that the library lacks, or null when it has them all. */
  @Nullable String missingIn(TypePool library) {
    for (Member member : members) {
      TypePool.Resolution owner = library.describe(member.owner);
      if (!owner.isResolved()) {
        return member.owner;
      }
      if (!has(owner.resolve(), member)) {
        return member.key();
      }
    }
    return null;
  }

  private static boolean has(TypeDescription owner, Member member) {
    for (TypeDefinition type = owner; type != null; type = type.getSuperClass()) {
      if (declares(type.asErasure(), member)) {
        return true;
      }
    }
    return member.method && inInterfaces(owner, member);
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
    if (member.method) {
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
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          add(new Member(owner, name, descriptor, true));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          add(new Member(owner, name, descriptor, false));
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
}
