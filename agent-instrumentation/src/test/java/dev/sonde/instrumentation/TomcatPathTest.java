package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import dev.sonde.boot.HttpServerRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reading a request's path for the rules by path leaves it as it came: where it has become a text,
 * some versions of Tomcat take it for one that was decoded and checked.
 */
class TomcatPathTest {

  private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";
  private static final String SENT = "/a%20b/../c";

  /** The type of what is still the bytes that came, in every version. */
  private static final int BYTES = 2;

  private final Remembering recorder = new Remembering();

  static List<Path> tomcats() throws Exception {
    return ShapesTest.tomcats();
  }

  @AfterEach
  void removeTheRecorder() {
    HttpServerProbe.install(null);
  }

  @ParameterizedTest
  @MethodSource("tomcats")
  void thePathStaysTheBytesThatCame(Path version) throws Exception {
    HttpServerProbe.install(recorder);
    try (Woven loader = new Woven(jars(version))) {
      Class<?> requestType = loader.loadClass("org.apache.coyote.Request");
      Class<?> responseType = loader.loadClass("org.apache.coyote.Response");
      Object request = requestType.getConstructor().newInstance();
      Object path = requestType.getMethod("requestURI").invoke(request);
      byte[] sent = SENT.getBytes(StandardCharsets.US_ASCII);
      path.getClass()
          .getMethod("setBytes", byte[].class, int.class, int.class)
          .invoke(path, sent, 0, sent.length);

      Class<?> adapter = loader.loadClass(ADAPTER);
      Method service = adapter.getMethod("service", requestType, responseType);
      Object withoutConnector = adapter.getConstructors()[0].newInstance(new Object[] {null});
      Throwable thrown =
          catchThrowable(
              () ->
                  service.invoke(
                      withoutConnector, request, responseType.getConstructor().newInstance()));

      assertThat(thrown).hasRootCauseInstanceOf(NullPointerException.class);
      assertThat(recorder.path).isEqualTo(SENT);
      assertThat(path.getClass().getMethod("getType").invoke(path)).isEqualTo(BYTES);
    }
  }

  private static URL[] jars(Path version) throws Exception {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(version)) {
      for (Path jar : files.toList()) {
        jars.add(jar.toUri().toURL());
      }
    }
    return jars.toArray(new URL[0]);
  }

  /** A version of Tomcat whose adapter is woven. */
  private static final class Woven extends URLClassLoader {

    Woven(URL[] jars) {
      super(jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.sonde.boot.")) {
        return TomcatPathTest.class.getClassLoader().loadClass(name);
      }
      if (!name.equals(ADAPTER)) {
        return super.findClass(name);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        Target target =
            Libraries.all().stream()
                .flatMap(library -> library.targets().stream())
                .filter(each -> each.className().equals(name))
                .findFirst()
                .orElseThrow();
        byte[] woven = new Weaver(target, name, "test", this, in.readAllBytes(), true).weave();
        return defineClass(name, woven, 0, woven.length);
      } catch (IOException | ShapeMismatch e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Keeps the path that it is told. */
  private static final class Remembering extends HttpServerRecorder {

    private String path;

    @Override
    public String[] fields() {
      return new String[0];
    }

    @Override
    public boolean needsPath() {
      return true;
    }

    @Override
    public String[] requestHeaders() {
      return new String[0];
    }

    @Override
    public String[] responseHeaders() {
      return new String[0];
    }

    @Override
    public String traceHeader() {
      return null;
    }

    @Override
    public HttpServerOperation start(Current thread, String method, String scheme, String told) {
      path = told;
      return new HttpServerOperation(thread.origin(), thread, "GET", "http", false);
    }

    @Override
    public void end(HttpServerOperation operation) {}
  }
}
