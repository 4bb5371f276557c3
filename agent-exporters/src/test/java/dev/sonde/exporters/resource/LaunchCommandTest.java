package dev.sonde.exporters.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchCommandTest {

  @ParameterizedTest
  @CsvSource({
    "shop.jar, shop",
    "/srv/shop-1.2.3.jar, shop",
    "/srv/shop-1.2.3-SNAPSHOT.jar, shop",
    "shop-2.0.0.RELEASE.jar, shop",
    "shop-1.0-jar-with-dependencies.jar, shop",
    "shop-v2.1.jar, shop",
    "shop-7.jar, shop",
    "shop-1-SNAPSHOT.jar, shop",
    "java-17-shop.jar, java-17-shop",
    "shop-all.jar, shop-all",
    "1-shop.jar, 1-shop",
    "-1.jar, -1",
    "Shop.JAR, Shop",
    "store.war, store",
    "jboss-modules.jar, wildfly",
  })
  void aJarGivesItsNameWithoutVersion(String jar, String name) {
    assertThat(LaunchCommand.of(jar + " --port 1", jar, ":").serviceName()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.ShopMain, ShopMain",
    "com.example.ShopMain order.jar, ShopMain",
    "Shop, Shop",
    "com.example.shop/com.example.shop.Main x, com.example.shop",
    "org.apache.catalina.startup.Bootstrap start, tomcat",
    "'', ''",
  })
  void aClassGivesItsSimpleNameAndAModuleItsOwn(String command, String name) {
    LaunchCommand launched = LaunchCommand.of(command, "/srv/lib/a.jar:/srv/lib/b.jar", ":");
    assertThat(launched.serviceName()).isEqualTo(name);
    assertThat(launched.jar()).isNull();
  }

  @Test
  void blanksInTheJarsPathAreItsOwn() {
    LaunchCommand launched =
        LaunchCommand.of("/srv/my shop/my shop-1.0.jar a b", "/srv/my shop/my shop-1.0.jar", ":");
    assertThat(launched.jar()).isEqualTo("/srv/my shop/my shop-1.0.jar");
    assertThat(launched.serviceName()).isEqualTo("my shop");
  }

  @Test
  void theAgentBehindTheJarOnTheClassPathDoesNoHarm() {
    LaunchCommand launched = LaunchCommand.of("a b.jar x", "a b.jar:/opt/sonde.jar", ":");
    assertThat(launched.jar()).isEqualTo("a b.jar");
  }

  @Test
  void aJarNeedsNoExtension(@TempDir Path folder) throws Exception {
    String app = Files.createFile(folder.resolve("shop")).toString();
    assertThat(LaunchCommand.of(app + " x", app, File.pathSeparator).jar()).isEqualTo(app);
  }

  @Test
  void anUnpackedSpringBootJarIsWhereItsLoaderWasFound() {
    String loader = "org.springframework.boot.loader.launch.JarLauncher";
    assertThat(LaunchCommand.of(loader, "/srv/app:/x", ":").unpackedJar())
        .isEqualTo(new File("/srv/app"));
    assertThat(LaunchCommand.of(loader, "", ":").unpackedJar()).isEqualTo(new File("."));
    assertThat(LaunchCommand.of("com.example.Main", "/srv/app", ":").unpackedJar()).isNull();
  }
}
