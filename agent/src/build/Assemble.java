import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays out the content of sonde.jar, run by Maven as a source file.
 *
 * <pre>
 *   dev/sonde/agent/       the entry point, as class files
 *   dev/sonde/boot/        the boot loader's classes, as class files
 *   META-INF/sonde/        the order of the boot loader's classes; licences of what is embedded
 *   sonde/                 everything else, class files named .classdata so that no scanner sees them
 * </pre>
 *
 * Arguments: output directory, the project's class directories separated by {@code :}, the
 * project's root, then each jar to embed.
 */
final class Assemble {

  private static final String ENTRY = "dev/sonde/agent/SondeAgent.class";
  private static final String AGENT = "dev/sonde/agent/";
  private static final String BOOT = "dev/sonde/boot/";
  private static final Pattern BOOT_CLASS = Pattern.compile(BOOT + "([\\w$]+)");

  /**
   * Java 6: the oldest class file that a stack map is read from, and the newest that Java 6 loads.
   */
  private static final byte OLD_MAJOR = 50;

  private static final String MARKER = BOOT + "OutOfLine";

  /** What the markers of the boot loader's classes are called in a JVM. */
  private static final Map<String, String> MARKERS =
      Map.of(
          "Ldev/sonde/boot/OutOfLine;", "Ljdk/internal/vm/annotation/DontInline;",
          "Ldev/sonde/boot/OutOfLineOnJava8;", "Ljava/lang/invoke/DontInline;");

  /** What the agent uses of Byte Buddy: its ASM. */
  private static final String USED = "net/bytebuddy/jar/asm/";

  private final Path output;
  private final Map<String, byte[]> bootClasses = new TreeMap<>();
  private final Set<String> missingMarkers = new TreeSet<>(MARKERS.keySet());

  private Assemble(Path output) {
    this.output = output;
  }

  public static void main(String[] arguments) throws IOException {
    Assemble assembly = new Assemble(Path.of(arguments[0]));
    for (String directory : arguments[1].split(java.io.File.pathSeparator)) {
      assembly.addDirectory(Path.of(directory));
    }
    for (String text : List.of("LICENSE", "NOTICE")) {
      assembly.write("META-INF/" + text, Files.readAllBytes(Path.of(arguments[2], text)));
    }
    for (int i = 3; i < arguments.length; i++) {
      assembly.embed(Path.of(arguments[i]));
    }
    if (assembly.missingMarkers.size() > 0) {
      throw new IOException("no method is marked with " + assembly.missingMarkers);
    }
    assembly.writeBootOrder();
  }

  private void addDirectory(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = directory.relativize(file).toString().replace('\\', '/');
      if (!name.endsWith("package-info.class")
          && !name.startsWith("META-INF/")
          && !name.startsWith(MARKER)) {
        add(name, Files.readAllBytes(file));
      }
    }
  }

  private void add(String name, byte[] bytes) throws IOException {
    if (name.equals(ENTRY)) {
      bytes[7] = OLD_MAJOR;
    }
    if (name.startsWith(BOOT)) {
      byte[] marked = marked(bytes);
      bootClasses.put(name, marked);
      write(name, marked);
    } else if (name.startsWith(AGENT)) {
      write(name, bytes);
    } else {
      write(hidden(name), bytes);
    }
  }

  private byte[] marked(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> marker : MARKERS.entrySet()) {
      String constant = constant(marker.getKey());
      if (text.contains(constant)) {
        missingMarkers.remove(marker.getKey());
        text = text.replace(constant, constant(marker.getValue()));
      }
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A text as it stands among the constants of a class, its length before it. */
  private static String constant(String text) {
    return "\0" + (char) text.length() + text;
  }

  private void embed(Path jar) throws IOException {
    String library = jar.getFileName().toString().replaceFirst("-[0-9].*", "");
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        String plain = name.substring(name.lastIndexOf('/') + 1);
        if (name.startsWith("META-INF/licenses/")) {
          write("META-INF/sonde/licenses/" + plain, read(file, entry));
        } else if (plain.matches("(LICENSE|NOTICE)(\\..*)?")) {
          write("META-INF/sonde/licenses/" + library + '-' + plain, read(file, entry));
        } else if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !plain.equals("module-info.class")
            && !plain.equals("package-info.class")
            && name.startsWith(USED)) {
          write(hidden(name), read(file, entry));
        }
      }
    }
  }

  private static byte[] read(JarFile file, JarEntry entry) throws IOException {
    try (InputStream in = file.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static String hidden(String name) {
    return "sonde/" + (name.endsWith(".class") ? name.replaceFirst("class$", "classdata") : name);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = output.resolve(name);
    if (Files.exists(file)) {
      throw new IOException("twice in the jar: " + name);
    }
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /**
   * A line for each class, with those that it names: they are given to the boot loader together.
   * Super types come first: it is given one class at a time and can't look for others.
   */
  private void writeBootOrder() throws IOException {
    List<String> ordered = new ArrayList<>();
    for (String name : bootClasses.keySet()) {
      order(name, ordered);
    }
    StringBuilder index = new StringBuilder();
    for (String name : ordered) {
      String self = name.substring(BOOT.length()).replace(".class", "");
      Set<String> named = types(bootClasses.get(name)).named();
      named.remove(self);
      index.append(self);
      named.forEach(other -> index.append(' ').append(other));
      index.append('\n');
    }
    write("META-INF/sonde/boot-classes", index.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void order(String name, List<String> ordered) throws IOException {
    if (bootClasses.containsKey(name) && !ordered.contains(name)) {
      for (String parent : types(bootClasses.get(name)).parents()) {
        order(parent + ".class", ordered);
      }
      ordered.add(name);
    }
  }

  /** The super types of a class, and all the probes that it names, in signatures too. */
  private record Types(List<String> parents, Set<String> named) {}

  private static Types types(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
    in.skipBytes(8);
    int count = in.readUnsignedShort();
    Map<Integer, String> texts = new HashMap<>();
    Map<Integer, Integer> classes = new HashMap<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7 -> classes.put(i, in.readUnsignedShort());
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        case 15 -> in.skipBytes(3);
        case 8, 16, 19, 20 -> in.skipBytes(2);
        default -> in.skipBytes(4);
      }
    }
    in.skipBytes(4);
    List<String> parents = new ArrayList<>();
    parents.add(texts.get(classes.get(in.readUnsignedShort())));
    int interfaces = in.readUnsignedShort();
    for (int i = 0; i < interfaces; i++) {
      parents.add(texts.get(classes.get(in.readUnsignedShort())));
    }
    Set<String> named = new TreeSet<>();
    for (String text : texts.values()) {
      Matcher name = BOOT_CLASS.matcher(text);
      while (name.find()) {
        named.add(name.group(1));
      }
    }
    return new Types(parents, named);
  }
}
