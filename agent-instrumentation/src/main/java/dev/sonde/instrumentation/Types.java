package dev.sonde.instrumentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that the classes of a loader can see, read from class files: none is loaded. */
final class Types {

  /** Files may say that a class extends itself. */
  private static final int DEEPEST = 64;

  private final ClassFiles files;
  private final Map<String, @Nullable ClassFile> known = new HashMap<>();

  Types(ClassFiles files) {
    this.files = files;
  }

  /** With a type that the loader need not have, or not yet. */
  Types with(ClassFile type) {
    known.put(type.internalName(), type);
    return this;
  }

  /**
   * A type by its internal name.
   *
   * @return null where there is none
   */
  @Nullable ClassFile find(String internalName) throws IOException {
    if (known.containsKey(internalName)) {
      return known.get(internalName);
    }
    byte[] bytes = files.read(internalName);
    ClassFile type = bytes == null ? null : ClassFile.of(bytes);
    known.put(internalName, type);
    return type;
  }

  /** The type and the classes that it extends, as far as they are there. */
  List<ClassFile> line(ClassFile type) throws IOException {
    List<ClassFile> line = new ArrayList<>();
    for (ClassFile each = type; each != null && line.size() < DEEPEST; each = above(each)) {
      line.add(each);
    }
    return line;
  }

  private @Nullable ClassFile above(ClassFile type) throws IOException {
    String name = type.superName();
    return name == null ? null : find(name);
  }
}
