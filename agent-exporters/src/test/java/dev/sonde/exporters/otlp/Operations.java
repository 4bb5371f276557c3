package dev.sonde.exporters.otlp;

import dev.sonde.boot.Current;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.Origin;
import dev.sonde.core.Config;
import java.util.HashMap;
import java.util.Map;

/** Operations and settings as tests need them. */
final class Operations {

  private Operations() {}

  static Origin origin() {
    Origin origin = new Origin();
    origin.traceIdHigh = 0x0102030405060708L;
    origin.traceIdLow = 0x090a0b0c0d0e0f10L;
    origin.spanId = 0xf1f2f3f4f5f6f7f8L;
    origin.sampled = true;
    origin.recording = true;
    return origin;
  }

  static HttpServerOperation running(String method) {
    return new HttpServerOperation(origin(), Current.cell(), method, "http", false);
  }

  static HttpServerOperation ended(String path) {
    HttpServerOperation operation = running("GET");
    operation.details.path = path;
    operation.status = 200;
    operation.end();
    return operation;
  }

  static Config config(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Config.of(properties, Map.of(), null);
  }
}
