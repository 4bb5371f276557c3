package dev.sonde.instrumentation.javahttp.jdk;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request, the application's or one that the client makes after a redirect. */
public abstract class HttpRequestImpl {

  @SuppressWarnings("MemberName") // as the JDK has it
  public final @Nullable BodyPublisher requestPublisher = null;

  protected HttpRequestImpl() {}

  public abstract String method();

  public abstract URI uri();

  public abstract HttpHeaders headers();

  public abstract void setSystemHeader(String name, String value);

  public abstract boolean isWebSocket();
}
