package dev.sonde.instrumentation;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** What a class file says of its class: the super types and the members. */
final class ClassFile extends ClassVisitor {

  /** A field or a method. */
  static final class Member {
    final int access;
    final String name;
    final String descriptor;

    Member(int access, String name, String descriptor) {
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }

    boolean is(int flag) {
      return (access & flag) != 0;
    }

    boolean is(String wantedName, String wantedDescriptor) {
      return name.equals(wantedName) && descriptor.equals(wantedDescriptor);
    }
  }

  private final List<Member> fields = new ArrayList<>();
  private final List<Member> methods = new ArrayList<>();
  private final ClassReader reader;

  private ClassFile(ClassReader reader) {
    super(Asm.API);
    this.reader = reader;
  }

  static ClassFile of(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassFile read = new ClassFile(reader);
    reader.accept(read, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return read;
  }

  /** As it stands in class files, {@code java/lang/Object}. */
  String internalName() {
    return reader.getClassName();
  }

  @Nullable String superName() {
    return reader.getSuperName();
  }

  String[] interfaces() {
    return reader.getInterfaces();
  }

  boolean isInterface() {
    return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  List<Member> fields() {
    return fields;
  }

  List<Member> methods() {
    return methods;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    fields.add(new Member(access, name, descriptor));
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    methods.add(new Member(access, name, descriptor));
    return null;
  }
}
