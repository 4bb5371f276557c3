package dev.sonde.smoke.http.apache5;

import dev.sonde.smoke.http.Client;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.ContentType;

/** The asynchronous client of Apache HttpClient 5. */
public final class Apache5AsyncClient implements Client {

  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  public Apache5AsyncClient() {
    client.start();
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    SimpleHttpRequest request = new SimpleHttpRequest(method, java.net.URI.create(url));
    request.setConfig(
        RequestConfig.custom().setResponseTimeout(timeoutMillis, TimeUnit.MILLISECONDS).build());
    if (body != null) {
      request.setBody(body, ContentType.TEXT_PLAIN);
    }
    try {
      SimpleHttpResponse response = client.execute(request, null).get();
      String text = response.getBodyText();
      return response.getCode() + " " + (text == null ? "" : text);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
