package dev.sonde.smoke.http.spring;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.ResponseErrorHandler;
import org.springframework.web.client.RestTemplate;

/** Spring's {@code RestTemplate} on the JDK's {@code HttpURLConnection}. */
public final class SpringClient implements Client {

  public SpringClient() {}

  private static RestTemplate template(int timeoutMillis) {
    SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    requests.setReadTimeout(timeoutMillis);
    RestTemplate template = new RestTemplate(requests);
    template.setErrorHandler(
        new ResponseErrorHandler() {
          @Override
          public boolean hasError(ClientHttpResponse response) {
            return false;
          }

          @Override
          public void handleError(ClientHttpResponse response) {}
        });
    return template;
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) {
    ResponseEntity<String> answer =
        template(timeoutMillis)
            .exchange(url, HttpMethod.valueOf(method), new HttpEntity<Object>(body), String.class);
    return answer.getStatusCodeValue() + " " + answer.getBody();
  }

  @Override
  public boolean repeatsInside() {
    return true;
  }

  @Override
  public void more(Scenario scenario) {
    scenario.span("GET", 200, 0);
    String url = scenario.url("/{what}?n={n}");
    scenario.print(template(20_000).getForObject(url, String.class, "ok", 1));
  }
}
