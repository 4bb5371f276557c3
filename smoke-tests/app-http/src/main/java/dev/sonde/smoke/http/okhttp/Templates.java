package dev.sonde.smoke.http.okhttp;

import dev.sonde.smoke.http.Scenario;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Retrofit, whose URLs are made of templates. */
final class Templates {

  private Templates() {}

  /** Retrofit makes a class that has it. */
  public interface Target {
    @GET("{what}")
    Call<ResponseBody> ask(@Path("what") String what, @Query("n") int n);
  }

  static void use(OkHttpClient client, Scenario scenario) throws Exception {
    Target target =
        new Retrofit.Builder()
            .baseUrl(scenario.url("/"))
            .client(client)
            .build()
            .create(Target.class);
    scenario.span("GET", 200, 0);
    scenario.print(target.ask("ok", 1).execute().body().string());
    CompletableFuture<ResponseBody> answer = new CompletableFuture<>();
    scenario.span("GET", 200, 0);
    target
        .ask("ok", 2)
        .enqueue(
            new Callback<ResponseBody>() {
              @Override
              public void onResponse(Call<ResponseBody> call, Response<ResponseBody> response) {
                answer.complete(response.body());
              }

              @Override
              public void onFailure(Call<ResponseBody> call, Throwable thrown) {
                answer.completeExceptionally(thrown);
              }
            });
    scenario.print(answer.get().string());
  }
}
