package dev.sonde.smoke.http.okhttp;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp. */
public final class OkClient implements Client {

  private final OkHttpClient client = new OkHttpClient();

  public OkClient() {}

  @SuppressWarnings("deprecation") // as it was in 3
  private static Request request(String method, String url, String body) {
    RequestBody sent =
        body == null ? null : RequestBody.create(MediaType.parse("text/plain"), body);
    return new Request.Builder().url(url).method(method, sent).build();
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws Exception {
    OkHttpClient timed =
        client.newBuilder().readTimeout(timeoutMillis, TimeUnit.MILLISECONDS).build();
    try (Response response = timed.newCall(request(method, url, body)).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  @Override
  public void more(Scenario scenario) throws Exception {
    scenario.span("GET", 302, 0);
    scenario.span("GET", 200, 1);
    CompletableFuture<String> answer = new CompletableFuture<>();
    client
        .newCall(request("GET", scenario.url("/redirect"), null))
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                answer.complete(response.body().string());
                response.close();
              }
            });
    scenario.print(answer.get());
    overHttp2(scenario);
    boolean hasTemplates =
        OkClient.class.getClassLoader().getResource("retrofit2/Retrofit.class") != null;
    if (hasTemplates && !"false".equals(System.getProperty("http.templates"))) {
      Templates.use(client, scenario);
    }
    for (boolean network : new boolean[] {false, true}) {
      Interceptor throwing =
          new Interceptor() {
            @Override
            public Response intercept(Chain chain) throws IOException {
              scenario.print(String.valueOf(chain.request().header("traceparent")));
              throw new IOException("the application's own");
            }
          };
      OkHttpClient.Builder builder = client.newBuilder();
      OkHttpClient failing =
          (network ? builder.addNetworkInterceptor(throwing) : builder.addInterceptor(throwing))
              .build();
      try {
        failing.newCall(request("GET", scenario.url("/ok"), null)).execute();
      } catch (IOException e) {
        scenario.print(e.getMessage());
      }
    }
  }

  private void overHttp2(Scenario scenario) throws IOException {
    Protocol known;
    try {
      known = Protocol.get("h2_prior_knowledge");
    } catch (IOException e) {
      return; // Before 3.11.
    }
    OkHttpClient second = client.newBuilder().protocols(Collections.singletonList(known)).build();
    scenario.span("POST", 200, 0);
    try (Response response =
        second.newCall(request("POST", scenario.url("/echo"), "streamed")).execute()) {
      scenario.print(response.protocol() + response.body().string());
    }
  }
}
