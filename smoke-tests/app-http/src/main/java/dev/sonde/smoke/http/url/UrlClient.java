package dev.sonde.smoke.http.url;

import dev.sonde.smoke.http.Client;
import dev.sonde.smoke.http.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The JDK's {@code HttpURLConnection}. */
public final class UrlClient implements Client {

  public UrlClient() {}

  private static HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    connection.setReadTimeout(20_000);
    return connection;
  }

  @Override
  public String call(String method, String url, String body, int timeoutMillis) throws IOException {
    HttpURLConnection connection = open(url);
    connection.setReadTimeout(timeoutMillis);
    connection.setRequestMethod(method);
    if (body != null) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    InputStream error = connection.getErrorStream();
    return status + " " + text(status >= 400 ? error : connection.getInputStream());
  }

  private static String text(InputStream from) throws IOException {
    if (from == null) {
      return "";
    }
    try (InputStream in = from) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[1000];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
      }
      return bytes.toString("UTF-8");
    }
  }

  @Override
  public long drain(String url) throws IOException {
    long length = 0;
    try (InputStream in = open(url).getInputStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        length += count;
      }
    }
    return length;
  }

  @Override
  public boolean repeatsInside() {
    return true;
  }

  /** Calls in all orders. */
  @Override
  public void more(Scenario scenario) throws IOException {
    HttpURLConnection connection = open(scenario.url("/ok"));
    connection.connect();
    connection.connect();
    scenario.span("GET", 200, 0);
    scenario.print(connection.getHeaderField("Content-Length") + text(connection.getInputStream()));
    scenario.print(connection.getRequestMethod() + connection.getResponseMessage());
    try {
      connection.setRequestProperty("X", "y");
    } catch (IllegalStateException e) {
      scenario.print(e.toString());
    }
    connection.disconnect();

    HttpURLConnection never = open(scenario.url("/ok"));
    never.connect();
    never.disconnect();

    HttpURLConnection unsent = open(scenario.url("/echo"));
    unsent.setDoOutput(true);
    unsent.getOutputStream().write(1);
    unsent.disconnect();

    HttpURLConnection chunked = open(scenario.url("/echo"));
    chunked.setDoOutput(true);
    chunked.setChunkedStreamingMode(8);
    scenario.span("POST", 200, 0);
    try (OutputStream out = chunked.getOutputStream()) {
      out.write("streamed in chunks".getBytes(StandardCharsets.UTF_8));
    }
    scenario.print(chunked.getRequestMethod() + text(chunked.getInputStream()));
    scenario.print(chunked.getResponseCode() + chunked.getResponseMessage());

    HttpURLConnection fixed = open(scenario.url("/echo"));
    fixed.setRequestMethod("PUT");
    fixed.setDoOutput(true);
    fixed.setFixedLengthStreamingMode(5);
    scenario.span("PUT", 200, 0);
    fixed.getOutputStream().write("fixed".getBytes(StandardCharsets.UTF_8));
    scenario.print(text(fixed.getInputStream()));

    HttpURLConnection tooShort = open(scenario.url("/echo"));
    tooShort.setDoOutput(true);
    tooShort.setFixedLengthStreamingMode(50);
    scenario.failed("POST", 0);
    tooShort.getOutputStream().write("short".getBytes(StandardCharsets.UTF_8));
    try {
      scenario.print(text(tooShort.getInputStream()));
    } catch (IOException e) {
      scenario.print(e.toString());
    }

    HttpURLConnection input = open(scenario.url("/ok"));
    input.setDoOutput(true);
    scenario.span("GET", 200, 0);
    scenario.print(text(input.getInputStream()));
    try {
      input.getOutputStream();
    } catch (IOException e) {
      scenario.print(e.toString());
    }

    HttpURLConnection continued = open(scenario.url("/echo"));
    continued.setDoOutput(true);
    continued.setFixedLengthStreamingMode(8);
    continued.setRequestProperty("Expect", "100-Continue");
    scenario.span("POST", 200, 0);
    continued.getOutputStream().write("expected".getBytes(StandardCharsets.UTF_8));
    scenario.print(text(continued.getInputStream()));

    HttpURLConnection posted = open(scenario.url("/redirect"));
    posted.setDoOutput(true);
    scenario.span("POST", 302, 0);
    scenario.span("GET", 200, 1);
    posted.getOutputStream().write(1);
    scenario.print(posted.getResponseCode() + posted.getRequestMethod());
  }
}
