package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Weaving while many threads load classes in many loaders. */
class ClassLoadingTest {

  @OnEveryJdk
  void noThreadWaitsForAnotherForEver(Jdk jdk) throws Exception {
    App app = jdk.feature() < App.TOMCAT_10.oldestJava ? App.TOMCAT_9 : App.TOMCAT_10;
    String[] jars = Isolation.jarsOf(app).stream().map(Path::toString).toArray(String[]::new);
    Launch.Finished run =
        Isolation.launch(jdk, "ManyLoaders", jars).set("sonde.debug", "true").finish();

    assertThat(run.stdout()).containsExactly("loaded 48 of 48");
    assertThat(run.stderr())
        .filteredOn(line -> line.contains("CoyoteAdapter in") && line.contains("is woven"))
        .hasSize(12);
  }
}
