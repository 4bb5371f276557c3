package dev.sonde.instrumentation;

import dev.sonde.boot.SelfProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.TextConstant;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Puts the advices of one target into one class file.
 *
 * <p>Types are described from class files alone: weaving a class loads no other class of its
 * application.
 */
final class Weaver {

  private final Target target;
  private final String module;
  private final ClassFileLocator classFiles;
  private final TypePool library;

  Weaver(Target target, String module, @Nullable ClassLoader loader, byte[] bytes) {
    this.target = target;
    this.module = module;
    this.classFiles =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(target.className(), bytes), new ClassFiles(loader));
    this.library =
        new TypePool.Default(
            new TypePool.CacheProvider.Simple(), classFiles, TypePool.Default.ReaderMode.FAST);
  }

  byte[] weave() throws IOException, ShapeMismatch {
    TypeDescription type = library.describe(target.className()).resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .decorate(type, classFiles);
    for (Target.Weave weave : target.weaves()) {
      Signature signature = new Signature(weave.signature());
      if (type.getDeclaredMethods().filter(signature).isEmpty()) {
        throw new ShapeMismatch(type.getName() + '.' + weave.signature());
      }
      builder = builder.visit(advice(weave.adviceClass()).on(signature));
    }
    return builder.make(TypeResolutionStrategy.Disabled.INSTANCE, library).getBytes();
  }

  private Advice advice(String className) throws IOException, ShapeMismatch {
    byte[] advice = Advices.read(className);
    String missing = Shape.of(advice).missingIn(library);
    if (missing != null) {
      advice = Advices.javax(advice);
      if (Shape.of(advice).missingIn(library) != null) {
        throw new ShapeMismatch(missing);
      }
    }
    ClassFileLocator locator = Advices.locator(className, advice, classFiles);
    TypeDescription type =
        new TypePool.Default(
                new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST)
            .describe(className)
            .resolve();
    return Advice.to(type, locator)
        .withExceptionHandler(new Advice.ExceptionHandler.Simple(failOpen()));
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
      this.parameters = signature.substring(bracket + 1, signature.length() - 1);
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
      return method != null
          && method.getInternalName().equals(name)
          && (parameters.equals("*") || parameters.equals(parameters(method)));
    }

    private static String parameters(MethodDescription method) {
      List<String> types = new ArrayList<>();
      for (ParameterDescription parameter : method.getParameters()) {
        types.add(parameter.getType().asErasure().getName());
      }
      return String.join(",", types);
    }
  }
}
