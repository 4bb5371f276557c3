package dev.sonde.smoke.http.apache4;

import dev.sonde.smoke.http.Client;
import java.util.concurrent.ExecutionException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;

/** Apache HttpAsyncClient 4. */
public final class Apache4AsyncClient implements Client {

  private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();

  public Apache4AsyncClient() {
    client.start();
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    Apache4Client.Request request = new Apache4Client.Request(method, url, body);
    request.setConfig(RequestConfig.custom().setSocketTimeout(timeoutMillis).build());
    try {
      return OldApache4Client.text(client.execute(request, null).get());
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
