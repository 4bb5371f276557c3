package dev.sonde.smoke.http.apache4;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import java.io.IOException;
import java.net.URI;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;

/** Apache HttpClient from 4.3 on. */
public final class Apache4Client implements Client {

  private final CloseableHttpClient client = HttpClients.custom().build();

  public Apache4Client() {}

  /** A request with any method, which need not have a body. */
  static final class Request extends HttpEntityEnclosingRequestBase {
    private final String method;

    Request(String method, String url, String body) throws Exception {
      this.method = method;
      setURI(URI.create(url));
      if (body != null) {
        setEntity(new StringEntity(body));
      }
    }

    @Override
    public String getMethod() {
      return method;
    }
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    Request request = new Request(method, url, body);
    request.setConfig(RequestConfig.custom().setSocketTimeout(timeoutMillis).build());
    return OldApache4Client.text(client.execute(request));
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    CloseableHttpClient minimal = HttpClients.createMinimal();
    scenario.span("GET", 302, 0);
    scenario.print(OldApache4Client.text(minimal.execute(new HttpGet(scenario.url("/redirect")))));
    scenario.failed("GET", 0);
    try {
      scenario.print(OldApache4Client.text(minimal.execute(new HttpGet("http://127.0.0.1:47/"))));
    } catch (IOException e) {
      scenario.print(e.getClass().getName());
    }
    CloseableHttpClient failing =
        HttpClients.custom()
            .addInterceptorLast(
                new HttpRequestInterceptor() {
                  @Override
                  public void process(HttpRequest request, HttpContext context)
                      throws HttpException {
                    throw new HttpException("the application's own");
                  }
                })
            .build();
    try {
      failing.execute(new HttpGet(scenario.url("/ok")));
    } catch (Exception e) {
      scenario.print(e.getClass().getName());
    }
  }
}
