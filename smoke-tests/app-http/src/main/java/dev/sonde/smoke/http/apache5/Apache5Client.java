package dev.sonde.smoke.http.apache5;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The classic client of Apache HttpClient 5. */
public final class Apache5Client implements Client {

  private final CloseableHttpClient client = HttpClients.custom().build();

  public Apache5Client() {}

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    return call(client, method, url, body, timeoutMillis);
  }

  @SuppressWarnings("deprecation") // as it was in 5.0
  private static String call(
      CloseableHttpClient client, String method, String url, String body, int timeoutMillis)
      throws Exception {
    HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(url));
    request.setConfig(
        RequestConfig.custom().setResponseTimeout(timeoutMillis, TimeUnit.MILLISECONDS).build());
    if (body != null) {
      request.setEntity(new StringEntity(body));
    }
    try (CloseableHttpResponse response = client.execute(request)) {
      HttpEntity entity = response.getEntity();
      return response.getCode() + " " + (entity == null ? "" : EntityUtils.toString(entity));
    }
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    CloseableHttpClient minimal = HttpClients.createMinimal();
    scenario.span("GET", 302, 0);
    scenario.print(call(minimal, "GET", scenario.url("/redirect"), null, 20_000));
    scenario.failed("GET", 0);
    try {
      scenario.print(call(minimal, "GET", "http://127.0.0.1:47/", null, 20_000));
    } catch (IOException e) {
      scenario.print(e.getClass().getName());
    }
  }
}
