package dev.sonde.instrumentation.httpurlconnection;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The JDK's own {@code HttpURLConnection}. */
public final class HttpUrlConnection extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.httpurlconnection.";
  private static final String JDK = "sun.net.www.";
  private static final String HTTP = JDK + "protocol.http.HttpURLConnection";

  public HttpUrlConnection() {
    super("http-url-connection", "http-client", "Java 8 to 26");
  }

  @Override
  public List<String> otelNames() {
    return Collections.singletonList("http-url-connection");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(HTTP)
            .inModule("java.base")
            .carrying()
            .weave("connect()", PACKAGE + "ConnectAdvice")
            .weave("writeRequests()", PACKAGE + "WriteAdvice")
            .weave("getInputStream0()", PACKAGE + "InputAdvice")
            .weave("getOutputStream0()", PACKAGE + "OutputAdvice")
            .weave("disconnect()", PACKAGE + "DisconnectAdvice"),
        new Target(JDK + "protocol.https.AbstractDelegateHttpsURLConnection")
            .weave("connect()", PACKAGE + "ConnectAdvice"),
        new Target(JDK + "http.HttpClient")
            .weave("parseHTTP(" + JDK + "MessageHeader," + HTTP + ")", PACKAGE + "ReadAdvice")
            .orWeave(
                "parseHTTP(" + JDK + "MessageHeader,sun.net.ProgressSource," + HTTP + ")",
                PACKAGE + "OldReadAdvice"));
  }
}
