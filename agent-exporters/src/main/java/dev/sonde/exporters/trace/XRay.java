package dev.sonde.exporters.trace;

import dev.sonde.boot.Context;
import dev.sonde.boot.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Amzn-Trace-Id}.
 *
 * <pre>
 *   Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1
 * </pre>
 */
public final class XRay {

  private static final String ROOT = "Root=1-";
  private static final String PARENT = ";Parent=";
  private static final String SAMPLED = ";Sampled=";

  private XRay() {}

  /** The header for a context; null where nobody has decided about its trace. */
  public static @Nullable String write(Context context) {
    boolean undecided = context instanceof Operation && ((Operation) context).undecided;
    if (undecided || !context.hasTrace()) {
      return null;
    }
    StringBuilder header = new StringBuilder(80);
    char[] id = new char[16];
    Hex.write(context.traceIdHigh, id, 0);
    header.append(ROOT).append(id, 0, 8).append('-').append(id, 8, 8);
    Hex.write(context.traceIdLow, id, 0);
    header.append(id).append(PARENT);
    Hex.write(context.spanId, id, 0);
    return header.append(id).append(SAMPLED).append(context.sampled ? '1' : '0').toString();
  }
}
