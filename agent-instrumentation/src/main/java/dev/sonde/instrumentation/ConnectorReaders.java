package dev.sonde.instrumentation;

import dev.sonde.boot.ConnectorFigures;
import dev.sonde.boot.HttpConnectors;
import dev.sonde.instrumentation.jetty.JettyConnectors;
import dev.sonde.instrumentation.tomcat.TomcatConnectors;
import dev.sonde.instrumentation.undertow.UndertowConnectors;
import java.util.HashMap;
import java.util.Map;

/** Who reads the connectors of which library. */
final class ConnectorReaders implements HttpConnectors.Reader {

  private final Map<String, HttpConnectors.Reader> byLibrary = new HashMap<>();

  ConnectorReaders() {
    byLibrary.put("jetty", new JettyConnectors());
    byLibrary.put("tomcat", new TomcatConnectors());
    byLibrary.put("undertow", new UndertowConnectors());
  }

  @Override
  public void read(String library, Object connector, ConnectorFigures into) {
    HttpConnectors.Reader reader = byLibrary.get(library);
    if (reader != null) {
      reader.read(library, connector, into);
    }
  }
}
