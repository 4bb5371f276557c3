package dev.sonde.instrumentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that play a {@link Role}.
 *
 * <pre>
 *   the name has a word      every class that is loaded: a look at each capital letter
 *   the bytes name the API   those few: a search
 *   the super types          fewer still: read from class files, nothing is loaded
 * </pre>
 */
final class Roles {

  private static final int DEEPEST = 32;

  private final List<Sieve.Entry> entries = new ArrayList<>();

  /** The probes, which come when they are needed, play none. */
  private final List<String> skipped = new ArrayList<>(Collections.singletonList("dev/sonde/"));

  /** A bit for each letter that a word begins with. */
  private int initials;

  void add(Sieve.Entry entry, Role role) {
    entries.add(entry);
    initials |= bit(role.word().charAt(0));
    for (String name : entry.library.wrappers()) {
      if (!skipped.contains(name)) {
        skipped.add(name);
      }
    }
  }

  private static int bit(char capital) {
    return 1 << (capital - 'A');
  }

  /** Whether the name alone lets a class play a role. */
  boolean concern(String name) {
    return initials != 0 && (hasWord(name) || isNamed(name)) && !isSkipped(name);
  }

  private boolean hasWord(String name) {
    for (int i = name.lastIndexOf('/') + 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z' && (initials & bit(c)) != 0 && isWord(name, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWord(String name, int at) {
    for (int i = 0; i < entries.size(); i++) {
      Role role = entries.get(i).target.role();
      if (role != null && name.startsWith(role.word(), at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNamed(String name) {
    for (int i = 0; i < entries.size(); i++) {
      Role role = entries.get(i).target.role();
      if (role != null && isNamed(role, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamed(Role role, String name) {
    List<String> beginnings = role.beginnings();
    for (int i = 0; i < beginnings.size(); i++) {
      if (name.startsWith(beginnings.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSkipped(String name) {
    for (int i = 0; i < skipped.size(); i++) {
      if (name.startsWith(skipped.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The role that a class plays, or null. */
  Sieve.@Nullable Entry of(@Nullable ClassLoader loader, String name, byte[] bytes) {
    for (Sieve.Entry entry : entries) {
      Role role = entry.target.role();
      if (role != null
          && (isNamed(role, name) || name.indexOf(role.word(), name.lastIndexOf('/') + 1) >= 0)
          && mentions(bytes, packageOf(role))
          && new SuperTypes(loader, role).include(bytes)) {
        return entry;
      }
    }
    return null;
  }

  private static String packageOf(Role role) {
    return role.type().substring(0, role.type().lastIndexOf('.') + 1).replace('.', '/');
  }

  private static boolean mentions(byte[] bytes, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    int last = bytes.length - wanted.length;
    for (int i = 0; i <= last; i++) {
      int length = 0;
      while (length < wanted.length && bytes[i + length] == wanted[length]) {
        length++;
      }
      if (length == wanted.length) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class that is loaded plays a role, by the types it was loaded with. */
  boolean isPlayedBy(Class<?> loaded) {
    if (loaded.isInterface() || !concern(loaded.getName().replace('.', '/'))) {
      return false;
    }
    for (Sieve.Entry entry : entries) {
      Role role = entry.target.role();
      if (role != null && isA(loaded, role.type(), 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isA(@Nullable Class<?> type, String wanted, int depth) {
    if (type == null || depth > DEEPEST) {
      return false;
    }
    for (Class<?> implemented : type.getInterfaces()) {
      if (implemented.getName().equals(wanted) || isA(implemented, wanted, depth + 1)) {
        return true;
      }
    }
    return isA(type.getSuperclass(), wanted, depth + 1);
  }

  /** The super types of a class file, looked for one interface. */
  private static final class SuperTypes {
    private final ClassFiles classFiles;
    private final List<String> wanted;
    private final String mark;

    SuperTypes(@Nullable ClassLoader loader, Role role) {
      this.classFiles = new ClassFiles(loader);
      this.wanted = role.types();
      this.mark = role.mark();
    }

    boolean include(byte[] bytes) {
      ClassReader reader = new ClassReader(bytes);
      boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
      return !isInterface && (isMarked(reader) || leadToIt(reader, 0));
    }

    private boolean isMarked(ClassReader reader) {
      if (mark.isEmpty()) {
        return false;
      }
      boolean[] found = new boolean[1];
      reader.accept(
          new ClassVisitor(Asm.API) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              found[0] |= mark.equals(name + descriptor);
              return null;
            }
          },
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return found[0];
    }

    private boolean leadToIt(ClassReader type, int depth) {
      if (depth > DEEPEST) {
        return false;
      }
      List<String> next = new ArrayList<>();
      Collections.addAll(next, type.getInterfaces());
      if (!Collections.disjoint(next, wanted)) {
        return true;
      }
      String superName = type.getSuperName();
      if (superName != null) {
        next.add(superName);
      }
      for (String name : next) {
        if (!name.startsWith("java/") && leadsToIt(name, depth + 1)) {
          return true;
        }
      }
      return false;
    }

    private boolean leadsToIt(String name, int depth) {
      try {
        byte[] bytes = classFiles.read(name);
        return bytes != null && leadToIt(new ClassReader(bytes), depth);
      } catch (IOException e) {
        return false;
      }
    }
  }
}
