package dev.sonde.smoke.app;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What an upgraded connection speaks: one greeting. */
public final class GreetingProtocol implements HttpUpgradeHandler {

  @Override
  public void init(WebConnection connection) {
    try {
      connection.getOutputStream().write("upgraded\n".getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().flush();
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void destroy() {}
}
