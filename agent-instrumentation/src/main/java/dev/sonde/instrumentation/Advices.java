package dev.sonde.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;
import net.bytebuddy.utility.StreamDrainer;

/** The class files of the advices, as they are compiled or turned to the javax servlet API. */
final class Advices {

  private static final String JAKARTA = "jakarta/servlet/";
  private static final String JAVAX = "javax/servlet/";

  private Advices() {}

  /** The class file of an advice, which is never loaded as a class. */
  static byte[] read(String className) throws IOException {
    String resource = className.replace('.', '/') + ".class";
    try (InputStream in = Advices.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no " + resource);
      }
      return StreamDrainer.DEFAULT.drain(in);
    }
  }

  /** The same advice for a library from before the servlet API was renamed. */
  static byte[] javax(byte[] jakarta) {
    ClassWriter writer = new ClassWriter(0);
    Remapper renaming =
        new Remapper(OpenedClassReader.ASM_API) {
          @Override
          public String map(String name) {
            return name.startsWith(JAKARTA) ? JAVAX + name.substring(JAKARTA.length()) : name;
          }
        };
    OpenedClassReader.of(jakarta)
        .accept(new ClassRemapper(writer, renaming), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** Finds one advice by its name, the probes where the agent has them, all else in the library. */
  static ClassFileLocator locator(String className, byte[] bytes, ClassFileLocator library) {
    return new ClassFileLocator.Compound(
        ClassFileLocator.Simple.of(className, bytes),
        library,
        new ClassFiles(Advices.class.getClassLoader()));
  }
}
