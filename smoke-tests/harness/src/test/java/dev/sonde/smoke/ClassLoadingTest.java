package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** Weaving while many threads load classes in many loaders. */
class ClassLoadingTest {

  private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";
  private static final String VALVE = "org.apache.catalina.core.StandardHostValve";

  @OnEveryJdk
  void noThreadWaitsForAnotherForEver(Jdk jdk) throws Exception {
    Launch.Finished run =
        Isolation.launch(jdk, "ManyLoaders", jars(jdk)).set("sonde.debug", "true").finish();

    assertThat(run.stdout()).containsExactly("loaded 48 of 48");
    assertThat(run.stderr())
        .filteredOn(line -> line.contains("CoyoteAdapter in") && line.contains("is woven"))
        .hasSize(12);
  }

  @OnEveryJdk
  void aLoaderMayLoadClassesWhileOneOfItsOwnIsWoven(Jdk jdk) throws Exception {
    Launch.Finished run =
        Isolation.launch(jdk, "LoadingLoader", VALVE + ',' + ADAPTER, "itself")
            .arguments(jars(jdk))
            .set("sonde.debug", "true")
            .finish();

    assertThat(run.exit()).isZero();
    assertThat(run.stdout())
        .containsExactly(
            VALVE + " extends org.apache.catalina.valves.ValveBase",
            ADAPTER + " extends java.lang.Object");
    assertThat(run.stderr())
        .filteredOn(line -> line.contains(VALVE + " in") && line.contains("is woven"))
        .hasSize(1);
  }

  @OnEveryJdk
  void aClassWhoseWeavingLoadsItsOwnSubclassIsLeftAsItIs(Jdk jdk, @TempDir Path directory)
      throws Exception {
    String jars = String.join(File.pathSeparator, jars(jdk));
    Path source = directory.resolve("Sub.java");
    Files.writeString(
        source, "public class Sub extends " + ADAPTER + " { public Sub() { super(null); } }");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "--release",
                    "8",
                    "-Xlint:-options",
                    "-cp",
                    jars,
                    "" + source))
        .isZero();

    List<String> command = new ArrayList<>(List.of("java", "-javaagent:" + Launch.agentJar()));
    command.addAll(List.of("-Dsonde.traces.exporter=none", "-Dsonde.prometheus.port=0"));
    command.addAll(List.of("-cp", Isolation.jar().toString()));
    command.addAll(List.of("dev.sonde.smoke.isolation.LoadingLoader", "Sub," + ADAPTER, "Sub"));
    command.add(directory.toString() + File.separator);
    command.addAll(List.of(jars(jdk)));
    Launch.Finished run = Launch.tool(jdk, Map.of(), command.toArray(new String[0]));

    assertThat(run.exit()).as("%s", run.stderr()).isZero();
    assertThat(run.stdout())
        .containsExactly("Sub extends " + ADAPTER, ADAPTER + " extends java.lang.Object");
    assertThat(run.stderr())
        .filteredOn(line -> line.contains("ERROR [sonde]"))
        .singleElement()
        .asString()
        .contains(ADAPTER + " can't be woven");
  }

  private static String[] jars(Jdk jdk) throws Exception {
    App app = jdk.feature() < App.TOMCAT_10.oldestJava ? App.TOMCAT_9 : App.TOMCAT_10;
    return Isolation.jarsOf(app).stream().map(Path::toString).toArray(String[]::new);
  }
}
