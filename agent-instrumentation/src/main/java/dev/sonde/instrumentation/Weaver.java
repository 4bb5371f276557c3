package dev.sonde.instrumentation;

import dev.sonde.boot.SelfProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.TextConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Puts the advices of one target into one class file.
 *
 * <p>Types are described from class files alone: weaving a class loads no other class of its
 * application.
 */
final class Weaver {

  private final Target target;
  private final String className;
  private final String module;
  private final ClassFileLocator classFiles;
  private final TypePool library;
  private final byte[] bytes;
  private final boolean adding;

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
    this.classFiles =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(className, bytes), new ClassFiles(loader));
    this.library =
        new TypePool.Default(
            new TypePool.CacheProvider.Simple(), classFiles, TypePool.Default.ReaderMode.FAST);
  }

  /** The woven class, or null for a class that is not the one that is meant. */
  byte @Nullable [] weave() throws IOException, ShapeMismatch {
    TypeDescription type = library.describe(className).resolve();
    String mark = target.mark();
    if (mark != null && methods(type, mark).isEmpty()) {
      return null;
    }
    Map<String, List<Advice>> advices = new HashMap<>();
    Map<String, MethodDescription> methods = new HashMap<>();
    for (Target.Weave wanted : target.weaves()) {
      Target.Weave weave = wanted;
      MethodList<?> matching = methods(type, weave.signature());
      while (weave.instead() != null && (matching.isEmpty() || !fits(weave.adviceClass()))) {
        weave = weave.instead();
        matching = methods(type, weave.signature());
      }
      if (matching.isEmpty()) {
        if (weave.isOptional() || target.role() != null) {
          continue;
        }
        throw new ShapeMismatch(type.getName() + '.' + wanted.signature());
      }
      Advice advice = advice(weave.adviceClass());
      for (MethodDescription method : matching) {
        String key = method.getInternalName() + method.getDescriptor();
        methods.put(key, method);
        List<Advice> all = advices.get(key);
        if (all == null) {
          all = new ArrayList<>();
          advices.put(key, all);
        }
        all.add(advice);
      }
    }
    if (target.role() != null && methods.isEmpty()) {
      return null;
    }
    ClassReader reader = OpenedClassReader.of(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassVisitor out = adding ? new CarrierField(writer) : writer;
    reader.accept(new Inliner(out, type, methods, advices), 0);
    return writer.toByteArray();
  }

  private static MethodList<?> methods(TypeDescription type, String signature) {
    return type.getDeclaredMethods().filter(new Signature(signature));
  }

  /** Copies the class and lets each advice into the code of its methods. */
  private final class Inliner extends ClassVisitor {
    private final TypeDescription type;
    private final Map<String, MethodDescription> methods;
    private final Map<String, List<Advice>> advices;
    private final Implementation.Context context;

    Inliner(
        ClassVisitor out,
        TypeDescription type,
        Map<String, MethodDescription> methods,
        Map<String, List<Advice>> advices) {
      super(OpenedClassReader.ASM_API, out);
      this.type = type;
      this.methods = methods;
      this.advices = advices;
      ClassFileVersion version = ClassFileVersion.ofClassFile(bytes);
      this.context =
          Implementation.Context.Disabled.Factory.INSTANCE.make(
              type,
              new AuxiliaryType.NamingStrategy.Enumerating("sonde"),
              TypeInitializer.None.INSTANCE,
              version,
              version,
              version.isAtLeast(ClassFileVersion.JAVA_V6)
                  ? Implementation.Context.FrameGeneration.GENERATE
                  : Implementation.Context.FrameGeneration.DISABLED);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
      MethodDescription method = methods.get(name + descriptor);
      if (method != null) {
        for (Advice advice : advices.getOrDefault(name + descriptor, Collections.emptyList())) {
          visitor = advice.wrap(type, method, visitor, context, library, 0, 0);
        }
      }
      return visitor;
    }
  }

  private Advice advice(String className) throws IOException, ShapeMismatch {
    byte[] advice = fitting(Advices.read(className));
    ClassFileLocator locator = Advices.locator(className, advice, classFiles);
    TypeDescription type =
        new TypePool.Default(
                new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST)
            .describe(className)
            .resolve();
    return Advice.to(type, locator)
        .withExceptionHandler(new Advice.ExceptionHandler.Simple(failOpen()));
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
  private byte[] fitting(byte[] advice) throws ShapeMismatch {
    int own = Advices.twinOf(className);
    byte[] first = own < 0 ? advice : Advices.twin(advice, own);
    Shape shape = Shape.of(first);
    String missingField = shape.missingFieldOf(library.describe(className).resolve());
    if (missingField != null) {
      throw new ShapeMismatch(missingField);
    }
    String missing = shape.missingIn(library);
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

  /** What happens to an exception of ours: it is handed to the agent and goes no further. */
  private StackManipulation failOpen() {
    MethodDescription report =
        new MethodDescription.Latent(
            new TypeDescription.Latent(
                SelfProbe.class.getName(),
                java.lang.reflect.Modifier.PUBLIC,
                TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class)),
            "adviceFailed",
            java.lang.reflect.Modifier.PUBLIC | java.lang.reflect.Modifier.STATIC,
            java.util.Collections.emptyList(),
            TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(void.class),
            java.util.Arrays.asList(
                new ParameterDescription.Token(
                    TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Throwable.class)),
                new ParameterDescription.Token(
                    TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(String.class))),
            java.util.Collections.emptyList(),
            java.util.Collections.emptyList(),
            null,
            null);
    return new StackManipulation.Compound(
        new TextConstant(module), MethodInvocation.invoke(report));
  }

  /** Matches methods by name and parameter types; {@code name(*)} stands for all of that name. */
  private static final class Signature implements ElementMatcher<MethodDescription> {
    private final String name;
    private final String parameters;

    Signature(String signature) {
      int bracket = signature.indexOf('(');
      this.name = signature.substring(0, bracket);
      this.parameters = jakarta(signature.substring(bracket + 1, signature.length() - 1));
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
      return method != null
          && !method.isBridge()
          && !method.isAbstract()
          && !method.isNative()
          && method.getInternalName().equals(name)
          && (parameters.equals("*") || parameters.equals(parameters(method)));
    }

    /** The names that the servlet API's types have today. */
    private static String jakarta(String types) {
      return types.replace("javax.servlet.", "jakarta.servlet.");
    }

    /** Read from the descriptor, so that no type has to be found for it. */
    private static String parameters(MethodDescription method) {
      List<String> types = new ArrayList<>();
      for (Type type : Type.getArgumentTypes(method.getDescriptor())) {
        types.add(type.getClassName());
      }
      return jakarta(String.join(",", types));
    }
  }
}
