package dev.sonde.instrumentation;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that the classes of a loader can see, read from class files: none is loaded. */
final class Types {

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

  /** The class that it extends, null where there is none or nobody has it. */
  @Nullable ClassFile above(ClassFile type) throws IOException {
    String name = type.superName();
    return name == null ? null : find(name);
  }
}
