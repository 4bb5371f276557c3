package dev.sonde.smoke.http.apache4;

import java.net.URI;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.StringEntity;

/** A request with any method; a redirect is followed for what is no {@code POST}. */
final class OldRequest extends HttpPost {

  private final String name;

  OldRequest(String name, String url, String body) throws Exception {
    super(URI.create(url));
    this.name = name;
    if (body != null) {
      setEntity(new StringEntity(body));
    }
  }

  @Override
  public String getMethod() {
    return name;
  }
}
