package dev.sonde.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A loader of classes that are made as they are asked for, each with a method that does nothing.
 */
final class SmallClasses extends ClassLoader {

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int JAVA_8 = 52;
  private static final int PUBLIC = 1;
  private static final int PUBLIC_SUPER = 0x21;
  private static final int RETURN = 0xb1;

  SmallClasses(ClassLoader parent) {
    super(parent);
  }

  Class<?> define(int number) throws IOException {
    String name = "com/example/shop/part" + number % 100 + "/Task" + number;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0xcafebabe);
      out.writeInt(JAVA_8);
      out.writeShort(10);
      type(out, 2, name); // 1 and 2
      type(out, 4, "java/lang/Object"); // 3 and 4
      type(out, 6, "java/io/Serializable"); // 5 and 6
      text(out, "run"); // 7
      text(out, "()V"); // 8
      text(out, "Code"); // 9
      out.writeShort(PUBLIC_SUPER);
      out.writeShort(1);
      out.writeShort(3);
      out.writeShort(1);
      out.writeShort(5);
      out.writeShort(0); // No field.
      out.writeShort(1); // One method.
      out.writeShort(PUBLIC);
      out.writeShort(7);
      out.writeShort(8);
      out.writeShort(1); // One attribute, its code.
      out.writeShort(9);
      out.writeInt(13);
      out.writeShort(0);
      out.writeShort(1);
      out.writeInt(1);
      out.writeByte(RETURN);
      out.writeShort(0);
      out.writeShort(0);
      out.writeShort(0); // No attribute of the class.
    }
    byte[] made = bytes.toByteArray();
    return defineClass(name.replace('/', '.'), made, 0, made.length);
  }

  private static void type(DataOutputStream out, int nameIndex, String name) throws IOException {
    out.writeByte(CLASS);
    out.writeShort(nameIndex);
    text(out, name);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeByte(UTF8);
    out.writeUTF(text);
  }
}
