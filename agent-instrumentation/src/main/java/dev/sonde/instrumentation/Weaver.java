package dev.sonde.instrumentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts the advices of one target into one class file.
 *
 * <p>Types are described from class files alone: weaving a class loads no other class of its
 * application.
 */
final class Weaver {

  /** Java 6, whose class files are the oldest with stack maps. */
  private static final int FIRST_WITH_MAPS = 50;

  private final Target target;
  private final String className;
  private final String module;
  private final Types library;
  private final ClassFile type;
  private final byte[] bytes;
  private final boolean adding;

  /** The probes that the woven code names. */
  private final Set<String> probes = new LinkedHashSet<>();

  /**
   * @param adding whether the class may get members: not when it is loaded and has none of ours
   */
  Weaver(
      Target target,
      String className,
      String module,
      @Nullable ClassLoader loader,
      byte[] bytes,
      boolean adding) {
    this.target = target;
    this.className = className;
    this.module = module;
    this.bytes = bytes;
    this.adding = adding && target.isCarrying();
    this.type = ClassFile.of(bytes);
    this.library = new Types(new ClassFiles(loader)).with(type);
  }

  /** The woven class, or null for a class that is not the one that is meant. */
  byte @Nullable [] weave() throws IOException, ShapeMismatch {
    String mark = target.mark();
    if (mark != null && methods(mark).isEmpty()) {
      return null;
    }
    Map<String, List<AdviceClass>> advices = new HashMap<>();
    Map<String, AdviceClass> known = new HashMap<>();
    for (Target.Weave wanted : target.weaves()) {
      Target.Weave weave = wanted;
      List<ClassFile.Member> matching = methods(weave.signature());
      while (weave.instead() != null && (matching.isEmpty() || !fits(weave.adviceClass()))) {
        weave = weave.instead();
        matching = methods(weave.signature());
      }
      if (matching.isEmpty()) {
        if (weave.isOptional() || target.role() != null) {
          continue;
        }
        throw new ShapeMismatch(className + '.' + wanted.signature());
      }
      AdviceClass advice = known.get(weave.adviceClass());
      if (advice == null) {
        advice = AdviceClass.of(fitting(Advices.read(weave.adviceClass())));
        known.put(weave.adviceClass(), advice);
        advice.addProbes(probes);
      }
      for (ClassFile.Member method : matching) {
        String key = method.name + method.descriptor;
        List<AdviceClass> all = advices.get(key);
        if (all == null) {
          all = new ArrayList<>();
          advices.put(key, all);
        }
        all.add(advice);
      }
    }
    if (target.role() != null && advices.isEmpty()) {
      return null;
    }
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor out = adding ? new CarrierField(writer) : writer;
    Collections.addAll(probes, "SelfProbe", "Carrier");
    reader.accept(new Inliner(out, advices, fields(known)), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** The classes of the boot loader that the woven class names, without their package. */
  Set<String> probes() {
    return probes;
  }

  /** Whether the class is one that is meant, and has any of the methods. */
  boolean isMeant() {
    String mark = target.mark();
    if (mark != null && methods(mark).isEmpty()) {
      return false;
    }
    if (target.weaves().isEmpty()) {
      return true;
    }
    for (Target.Weave wanted : target.weaves()) {
      for (Target.Weave weave = wanted; weave != null; weave = weave.instead()) {
        if (!methods(weave.signature()).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The methods with code of a name and parameter types; {@code name(*)} are all of a name. */
  private List<ClassFile.Member> methods(String signature) {
    int bracket = signature.indexOf('(');
    String name = signature.substring(0, bracket);
    String parameters = jakarta(signature.substring(bracket + 1, signature.length() - 1));
    List<ClassFile.Member> matching = new ArrayList<>();
    for (ClassFile.Member method : type.methods()) {
      if (method.name.equals(name)
          && !method.is(Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)
          && (parameters.equals("*") || parameters.equals(parameters(method)))) {
        matching.add(method);
      }
    }
    return matching;
  }

  /** Read from the descriptor, so that no type has to be found for it. */
  private static String parameters(ClassFile.Member method) {
    StringBuilder types = new StringBuilder();
    for (Type parameter : Type.getArgumentTypes(method.descriptor)) {
      types.append(types.length() == 0 ? "" : ",").append(parameter.getClassName());
    }
    return jakarta(types.toString());
  }

  /** The names that the servlet API's types have today. */
  private static String jakarta(String types) {
    return types.replace("javax.servlet.", "jakarta.servlet.");
  }

  /** The fields that the advices read. */
  private Map<String, WovenMethod.Field> fields(Map<String, AdviceClass> advices)
      throws IOException {
    Map<String, WovenMethod.Field> fields = new HashMap<>();
    for (AdviceClass advice : advices.values()) {
      for (String name : advice.fields()) {
        WovenMethod.Field field = field(name);
        if (field != null) {
          fields.put(name, field);
        }
      }
    }
    return fields;
  }

  /** A field that the class sees: its own, or one that it inherits. */
  private WovenMethod.@Nullable Field field(String name) throws IOException {
    for (ClassFile owner : library.line(type)) {
      for (ClassFile.Member field : owner.fields()) {
        if (field.name.equals(name) && sees(owner, field)) {
          return new WovenMethod.Field(owner.internalName(), field);
        }
      }
    }
    return null;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  private boolean sees(ClassFile owner, ClassFile.Member field) {
    return owner == type
        || field.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
        || (!field.is(Opcodes.ACC_PRIVATE) && packageOf(owner).equals(packageOf(type)));
  }

  private static String packageOf(ClassFile type) {
    return type.internalName().substring(0, type.internalName().lastIndexOf('/') + 1);
  }

  /** Copies the class and lets each advice into the code of its methods. */
  private final class Inliner extends ClassVisitor implements WovenMethod.Woven {
    private final Map<String, List<AdviceClass>> advices;
    private final Map<String, WovenMethod.Field> fields;

    Inliner(
        ClassVisitor out,
        Map<String, List<AdviceClass>> advices,
        Map<String, WovenMethod.Field> fields) {
      super(Asm.API, out);
      this.advices = advices;
      this.fields = fields;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
      for (AdviceClass advice :
          advices.getOrDefault(name + descriptor, Collections.<AdviceClass>emptyList())) {
        visitor = new WovenMethod(visitor, this, access, name, descriptor, advice);
      }
      return visitor;
    }

    @Override
    public String internalName() {
      return type.internalName();
    }

    @Override
    public boolean hasMaps() {
      return Asm.version(bytes) >= FIRST_WITH_MAPS;
    }

    @Override
    public String module() {
      return module;
    }

    @Override
    public WovenMethod.Field field(String name) {
      WovenMethod.Field field = fields.get(name);
      if (field == null) {
        throw new IllegalStateException(className + " has no field " + name);
      }
      return field;
    }
  }

  private boolean fits(String adviceClass) throws IOException {
    try {
      fitting(Advices.read(adviceClass));
      return true;
    } catch (ShapeMismatch e) {
      return false;
    }
  }

  /** The advice in the form that the library has the shape for. */
  private byte[] fitting(byte[] advice) throws ShapeMismatch, IOException {
    int own = Advices.twinOf(className);
    byte[] first = own < 0 ? advice : Advices.twin(advice, own);
    for (String field : AdviceClass.of(first).fields()) {
      if (field(field) == null) {
        throw new ShapeMismatch(className + '.' + field);
      }
    }
    String missing = Shape.of(first).missingIn(library);
    if (missing == null && (own >= 0 || !isFromBeforeTheRenaming())) {
      return first;
    }
    for (int twin = 0; own < 0 && twin < Advices.TWINS; twin++) {
      byte[] renamed = Advices.twin(advice, twin);
      if (Shape.of(renamed).missingIn(library) == null) {
        return renamed;
      }
    }
    if (missing == null) {
      return first;
    }
    throw new ShapeMismatch(missing);
  }

  /** Whether the class is of the javax servlet API; the jakarta one may be there beside it. */
  private boolean isFromBeforeTheRenaming() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("javax/servlet/") && !text.contains("jakarta/servlet/");
  }
}
