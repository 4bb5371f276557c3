package dev.sonde.exporters.http;

import dev.sonde.boot.HttpServerDetails;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers that are read of a served request, and where an operation keeps them: at first those
 * that the agent makes something of, then those that the configuration names.
 */
public final class HttpServerHeaders {

  private static final List<String> ALWAYS = Arrays.asList("user-agent");
  private static final List<String> OF_PROXIES =
      Arrays.asList("forwarded", "x-forwarded-for", "x-forwarded-host");

  /** The headers that tell the scheme. */
  private static final List<String> AT_THE_START = Arrays.asList("forwarded", "x-forwarded-proto");

  private final boolean trustsProxies;
  private final List<String> read = new ArrayList<>(ALWAYS);
  private final List<String> captured;
  private final List<String> capturedOfResponse;

  private HttpServerHeaders(
      boolean trustsProxies, List<String> captured, List<String> capturedOfResponse) {
    this.trustsProxies = trustsProxies;
    this.captured = captured;
    this.capturedOfResponse = capturedOfResponse;
    if (trustsProxies) {
      read.addAll(OF_PROXIES);
    }
  }

  public static HttpServerHeaders of(Config config) {
    return new HttpServerHeaders(
        config.get(Property.HTTP_SERVER_TRUST_FORWARDED),
        lower(config.get(Property.HTTP_SERVER_REQUEST_HEADERS)),
        lower(config.get(Property.HTTP_SERVER_RESPONSE_HEADERS)));
  }

  private static List<String> lower(List<String> names) {
    List<String> lower = new ArrayList<>();
    for (String name : names) {
      lower.add(name.toLowerCase(Locale.ROOT));
    }
    return lower;
  }

  /** Those that are needed when a request starts. */
  List<String> atTheStart() {
    return trustsProxies ? AT_THE_START : new ArrayList<>();
  }

  /** All that a recording operation keeps of its request. */
  String[] ofRequest() {
    List<String> all = new ArrayList<>(read);
    all.addAll(captured);
    return all.toArray(new String[0]);
  }

  /** All that a recording operation keeps of its response. */
  String[] ofResponse() {
    return capturedOfResponse.toArray(new String[0]);
  }

  /** The names that the configuration wants as attributes. */
  public List<String> captured() {
    return captured;
  }

  public List<String> capturedOfResponse() {
    return capturedOfResponse;
  }

  /** The values of the captured request header {@code index}. */
  public List<String> captured(HttpServerDetails details, int index) {
    return details.requestHeader(read.size() + index);
  }

  public @Nullable String userAgent(HttpServerDetails details) {
    return first(details, 0);
  }

  /** The client that the proxies tell of, or null. */
  public @Nullable String client(HttpServerDetails details) {
    return told(details, "for", 2);
  }

  /** The host that the client asked for, by what the proxies tell, or null. */
  public @Nullable String host(HttpServerDetails details) {
    return told(details, "host", 3);
  }

  private @Nullable String told(HttpServerDetails details, String parameter, int header) {
    if (!trustsProxies) {
      return null;
    }
    String standard = Forwarded.parameter(first(details, 1), parameter);
    return standard != null ? standard : Forwarded.first(first(details, header));
  }

  private static @Nullable String first(HttpServerDetails details, int index) {
    List<String> values = details.requestHeader(index);
    return values.isEmpty() ? null : values.get(0);
  }
}
