package dev.sonde.exporters.otlp;

import dev.sonde.exporters.resource.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What stands around the spans or metrics of each request: resource and scope. Traces and metrics
 * have the same shape here:
 *
 * <pre>
 *   request { 1: resource group { 1: resource, 2: scope group { 1: scope, 2: item, 2: item ... } } }
 * </pre>
 */
final class Envelope {

  /** The field of a span or metric inside its scope. */
  static final int ITEM = 2;

  private static final int GROUP = 1;
  private static final int PRODUCER = 1;
  private static final int SCOPES = 2;

  private final byte[] resource;
  private final byte[] scope;
  private int group;
  private int scopes;

  Envelope(Resource resource, String version) {
    ProtoBuffer out = new ProtoBuffer();
    int message = out.begin(PRODUCER);
    Attributes attributes = new Attributes(out, Integer.MAX_VALUE, Integer.MAX_VALUE);
    attributes.to(1);
    for (Map.Entry<String, Object> attribute : resource.attributes().entrySet()) {
      put(attributes, Attributes.key(attribute.getKey()), attribute.getValue());
    }
    out.end(message);
    this.resource = Arrays.copyOf(out.bytes(), out.size());
    out.clear();
    message = out.begin(PRODUCER);
    out.string(1, "dev.sonde");
    out.string(2, version);
    out.end(message);
    this.scope = Arrays.copyOf(out.bytes(), out.size());
  }

  private static void put(Attributes attributes, byte[] key, Object value) {
    if (value instanceof Long) {
      attributes.put(key, (long) (Long) value);
    } else if (value instanceof Boolean) {
      attributes.put(key, (boolean) (Boolean) value);
    } else if (value instanceof List) {
      attributes.put(key, (List<?>) value);
    } else {
      attributes.put(key, value.toString());
    }
  }

  /** Begins a request in an empty buffer. */
  void open(ProtoBuffer out) {
    group = out.begin(GROUP);
    out.raw(resource);
    scopes = out.begin(SCOPES);
    out.raw(scope);
  }

  /** Ends the request. */
  void close(ProtoBuffer out) {
    out.limit(Integer.MAX_VALUE);
    out.end(scopes);
    out.end(group);
  }
}
