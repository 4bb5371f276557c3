package dev.sonde.instrumentation;

import dev.sonde.boot.ConnectorFigures;
import dev.sonde.boot.HttpConnectors;
import dev.sonde.instrumentation.jetty.JettyConnectors;
import dev.sonde.instrumentation.tomcat.TomcatConnectors;
import dev.sonde.instrumentation.undertow.UndertowConnectors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who reads the connectors of which library. */
final class ConnectorReaders implements HttpConnectors.Reader {

  private final Map<String, HttpConnectors.Reader> byLibrary = new ConcurrentHashMap<>();

  private ConnectorReaders() {}

  static void install() {
    HttpConnectors.install(new ConnectorReaders());
  }

  static void uninstall() {
    HttpConnectors.install(null);
  }

  @Override
  public void read(String library, Object connector, ConnectorFigures into) {
    HttpConnectors.Reader reader = byLibrary.get(library);
    if (reader == null) {
      reader = make(library);
      byLibrary.put(library, reader);
    }
    reader.read(library, connector, into);
  }

  private static HttpConnectors.Reader make(String library) {
    switch (library) {
      case "jetty":
        return new JettyConnectors();
      case "tomcat":
        return new TomcatConnectors();
      default:
        return new UndertowConnectors();
    }
  }
}
