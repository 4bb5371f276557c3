package dev.sonde.exporters.prometheus;

import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a scraper must show: a name and password, a token, one of both, or nothing. */
final class Credentials {

  private final byte @Nullable [] basic;
  private final byte @Nullable [] token;

  Credentials(String username, String password, String token) {
    boolean named = !username.isEmpty() || !password.isEmpty();
    this.basic =
        named ? bytes(Base64.getEncoder().encodeToString(bytes(username + ":" + password))) : null;
    this.token = token.isEmpty() ? null : bytes(token);
  }

  static Credentials of(Config config) {
    return new Credentials(
        config.get(Property.PROMETHEUS_USERNAME),
        config.get(Property.PROMETHEUS_PASSWORD),
        config.get(Property.PROMETHEUS_TOKEN));
  }

  /** Whether an {@code Authorization} header opens the door. */
  boolean accept(@Nullable String authorization) {
    if (basic == null && token == null) {
      return true;
    }
    int space = authorization == null ? -1 : authorization.indexOf(' ');
    if (authorization == null || space < 0) {
      return false;
    }
    byte[] shown = bytes(authorization.substring(space + 1).trim());
    switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "basic":
        return basic != null && same(basic, shown);
      case "bearer":
        return token != null && same(token, shown);
      default:
        return false;
    }
  }

  /** What {@code WWW-Authenticate} says. */
  String challenge() {
    if (basic == null) {
      return "Bearer realm=\"metrics\"";
    }
    String challenge = "Basic realm=\"metrics\", charset=\"UTF-8\"";
    return token == null ? challenge : challenge + ", Bearer realm=\"metrics\"";
  }

  /** Compares in a time that depends on what was shown alone. */
  private static boolean same(byte[] expected, byte[] shown) {
    int difference = expected.length ^ shown.length;
    for (int i = 0; i < shown.length; i++) {
      difference |= expected[i % expected.length] ^ shown[i];
    }
    return difference == 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
