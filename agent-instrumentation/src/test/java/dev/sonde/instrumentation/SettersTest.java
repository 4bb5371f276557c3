package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.Config;
import dev.sonde.instrumentation.jdbc.Jdbc;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is woven into a prepared statement to see its parameters. */
class SettersTest {

  private static Set<String> woven(Map<String, String> properties) {
    Config config = Config.of(properties, Map.of(), null);
    return new Jdbc()
        .targets().stream()
            .flatMap(target -> target.configured(config).weaves().stream())
            .map(Target.Weave::signature)
            .filter(signature -> signature.matches("set(?!AutoCommit).*|clearParameters.*"))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void isNothingUnlessItIsAskedFor() {
    assertThat(woven(Map.of())).isEmpty();
    assertThat(woven(Map.of("sonde.jdbc.parameters", "false"))).isEmpty();
  }

  @Test
  void isWhateverSetsOne() {
    Set<String> setters = new TreeSet<>(List.of("clearParameters()"));
    for (Class<?> type : new Class<?>[] {PreparedStatement.class, CallableStatement.class}) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().startsWith("set")) {
          setters.add(
              Stream.of(method.getParameterTypes())
                  .map(Class::getTypeName)
                  .collect(Collectors.joining(",", method.getName() + "(", ")")));
        }
      }
    }
    assertThat(setters).hasSizeGreaterThan(90);
    assertThat(woven(Map.of("sonde.jdbc.parameters", "true"))).containsAll(setters);
  }
}
