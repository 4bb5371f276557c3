import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the classes {@code com.example.jdbc.Forwarding…}, abstract ones that hand each call of a
 * JDBC interface of Java 8 on to another object.
 */
public final class Forwarding {

  /** The default methods that Java 8 has; the others came later. */
  private static final Set<String> DEFAULTS_OF_JAVA_8 =
      Set.of(
          "executeLargeBatch",
          "executeLargeUpdate",
          "getLargeMaxRows",
          "getLargeUpdateCount",
          "registerOutParameter",
          "setLargeMaxRows",
          "setObject",
          "updateObject");

  private Forwarding() {}

  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0], "com", "example", "jdbc"));
    for (Class<?> type :
        new Class<?>[] {
          Connection.class,
          Statement.class,
          PreparedStatement.class,
          CallableStatement.class,
          ResultSet.class
        }) {
      Files.writeString(
          directory.resolve("Forwarding" + type.getSimpleName() + ".java"), source(type));
    }
  }

  private static String source(Class<?> type) {
    String name = type.getSimpleName();
    Class<?> parent = type.getInterfaces()[0];
    boolean extending = Statement.class.isAssignableFrom(parent);
    Stream<Method> methods =
        Arrays.stream(extending ? type.getDeclaredMethods() : type.getMethods());
    return "package com.example.jdbc;\n\n"
        + "@SuppressWarnings(\"deprecation\")\n"
        + ("public abstract class Forwarding" + name)
        + (extending ? " extends Forwarding" + parent.getSimpleName() : "")
        + (" implements " + type.getName() + " {\n\n")
        + ("  private final " + type.getName() + " target;\n\n")
        + ("  protected Forwarding" + name + "(" + type.getName() + " target) {\n")
        + (extending ? "    super(target);\n" : "")
        + "    this.target = target;\n  }\n"
        + methods
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> !method.isDefault() || DEFAULTS_OF_JAVA_8.contains(method.getName()))
            .sorted(Comparator.comparing(Method::toString))
            .map(Forwarding::source)
            .collect(Collectors.joining())
        + "}\n";
  }

  private static String source(Method method) {
    boolean generic = method.getTypeParameters().length > 0;
    String thrown =
        Arrays.stream(method.getExceptionTypes())
            .map(Class::getName)
            .collect(Collectors.joining(", "));
    return "\n  @Override\n  public "
        + (generic ? "<T> " : "")
        + method.getGenericReturnType().getTypeName()
        + (" " + method.getName() + "(")
        + IntStream.range(0, method.getParameterCount())
            .mapToObj(i -> method.getGenericParameterTypes()[i].getTypeName() + " p" + i)
            .collect(Collectors.joining(", "))
        + (")" + (thrown.isEmpty() ? "" : " throws " + thrown) + " {\n    ")
        + (method.getReturnType() == void.class ? "" : "return ")
        + ("target." + method.getName() + "(")
        + IntStream.range(0, method.getParameterCount())
            .mapToObj(i -> "p" + i)
            .collect(Collectors.joining(", "))
        + ");\n  }\n";
  }
}
