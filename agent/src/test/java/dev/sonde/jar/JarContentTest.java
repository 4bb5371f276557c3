package dev.sonde.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the shipped jar shows of itself to an application that it stands on the class path of. */
class JarContentTest {

  private static final Path FILE = Path.of(System.getProperty("sonde.agent.jar"));
  private static final String BOOT = "dev/sonde/boot/";
  private static final long MOST_BYTES = 7L << 20;

  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(FILE.toFile());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void showsOnlyOurRoots() {
    assertThat(names().stream().map(name -> name.substring(0, name.indexOf('/'))).distinct())
        .containsExactlyInAnyOrder("META-INF", "dev", "sonde");
    assertThat(names().stream().filter(name -> name.startsWith("dev/") && !name.endsWith("/")))
        .allMatch(name -> name.matches("dev/sonde/(agent|boot)/[A-Za-z0-9$]+\\.class"));
  }

  @Test
  void hidesEveryEmbeddedClassFromScanners() {
    assertThat(names().stream().filter(name -> name.startsWith("sonde/")))
        .isNotEmpty()
        .noneMatch(name -> name.endsWith(".class"));
  }

  @Test
  void leaksNoServiceAndNoMultiReleaseEntry() throws IOException {
    assertThat(names())
        .noneMatch(name -> name.startsWith("META-INF/services/"))
        .noneMatch(name -> name.startsWith("META-INF/versions/"))
        .noneMatch(name -> name.contains("module-info"));
    assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE))
        .isNull();
  }

  @Test
  void holdsNoClassTwice() {
    List<String> names = names();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(
            names.stream()
                .filter(name -> name.endsWith(".class") || name.endsWith(".classdata"))
                .map(name -> name.replaceFirst("^sonde/", "").replaceFirst("\\.class(data)?$", "")))
        .doesNotHaveDuplicates();
  }

  @Test
  void staysWithinItsBudget() throws IOException {
    assertThat(Files.size(FILE)).isLessThan(MOST_BYTES);
  }

  @Test
  void carriesTheLicencesOfWhatItEmbeds() throws IOException {
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
    assertThat(text("META-INF/NOTICE")).contains("Byte Buddy", "ASM");
    assertThat(names())
        .contains(
            "META-INF/sonde/licenses/byte-buddy-LICENSE",
            "META-INF/sonde/licenses/byte-buddy-NOTICE",
            "META-INF/sonde/licenses/ASM");
  }

  @Test
  void canBeLoadedByJava8AndItsEntryPointByOlderOnes() throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      if (name.endsWith(".class") || name.endsWith(".classdata")) {
        boolean entryPoint = name.equals("dev/sonde/agent/SondeAgent.class");
        assertThat(majorVersion(entry)).as(name).isLessThanOrEqualTo(entryPoint ? 50 : 52);
      }
    }
  }

  @Test
  void namesTheBootClassesCompletelySuperTypesFirst() throws IOException {
    List<String> indexed = new ArrayList<>();
    for (String line : bootClasses()) {
      String name = BOOT + line.split(" ")[0];
      ClassReader type = bootClass(name);
      List<String> parents = new ArrayList<>(List.of(type.getInterfaces()));
      parents.add(type.getSuperName());
      parents.removeIf(parent -> !parent.startsWith(BOOT));
      assertThat(indexed).as(name).containsAll(parents);
      indexed.add(name);
    }
    assertThat(indexed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            names().stream()
                .filter(name -> name.matches(BOOT + ".+\\.class"))
                .map(name -> name.replace(".class", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /**
   * What the boot loader has not got when code comes to it is an error for ever; what it has not
   * got of a signature is one for who asks a class for its members.
   */
  @Test
  void namesWithEachBootClassThoseThatItNames() throws IOException {
    for (String line : bootClasses()) {
      List<String> words = List.of(line.split(" "));
      Set<String> named = new TreeSet<>();
      Remapper naming =
          new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String name) {
              if (name.startsWith(BOOT)) {
                named.add(name.substring(BOOT.length()));
              }
              return name;
            }
          };
      bootClass(BOOT + words.get(0))
          .accept(new ClassRemapper(new ClassWriter(0), naming), ClassReader.EXPAND_FRAMES);
      assertThat(words).as(words.get(0)).containsAll(named);
    }
  }

  private static List<String> bootClasses() throws IOException {
    return text("META-INF/sonde/boot-classes").lines().collect(Collectors.toList());
  }

  private static ClassReader bootClass(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name + ".class"))) {
      return new ClassReader(in);
    }
  }

  @Test
  void isNamedInItsManifestForTheJvmAndForThePerson() throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    for (String name : List.of("Main-Class", "Premain-Class", "Agent-Class")) {
      assertThat(manifest.getValue(name)).as(name).isEqualTo("dev.sonde.agent.SondeAgent");
    }
    assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(manifest.getValue("Implementation-Version")).isNotEmpty();
  }

  @Test
  void carriesOneTimestampSoThatTwoBuildsAreEqual() {
    assertThat(Collections.list(jar.entries()).stream().map(JarEntry::getTime).distinct())
        .hasSize(1);
    List<String> hidden =
        names().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toList());
    assertThat(hidden).noneMatch(name -> name.endsWith("pom.properties"));
  }

  private static int majorVersion(JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  private static String text(String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getJarEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> names() {
    return Collections.list(jar.entries()).stream().map(JarEntry::getName).toList();
  }
}
