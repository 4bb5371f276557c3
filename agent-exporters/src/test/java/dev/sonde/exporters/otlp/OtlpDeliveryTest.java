package dev.sonde.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sonde.core.Config;
import dev.sonde.core.Delivery;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpDeliveryTest {

  private HttpServer server;
  private volatile int status = 200;
  private volatile String asked;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
            asked =
                exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("x-tenant")
                    + " "
                    + request.getResourceSpansCount();
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void anEmptyRequestGoesWhereFullOnesWould() {
    assertThat(spans("otlp.headers=x-tenant=a").failure()).isNull();
    assertThat(asked).isEqualTo("/v1/traces a 0");

    assertThat(new OtlpDelivery().metrics(config("otlp.headers=x-tenant=b")).failure()).isNull();
    assertThat(asked).isEqualTo("/v1/metrics b 0");
  }

  @Test
  void aRefusalIsTold() {
    status = 401;

    assertThat(spans("").failure()).isEqualTo("HTTP status 401");
    assertThat(spans("").address()).isEqualTo("localhost:" + server.getAddress().getPort());
  }

  @Test
  void anAbsentReceiverIsTold() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    for (String protocol : new String[] {"http/protobuf", "grpc"}) {
      Delivery.Attempt attempt =
          spans("otlp.traces.endpoint=http://localhost:" + port + ";otlp.protocol=" + protocol);
      assertThat(attempt.failure()).contains("refused");
    }
  }

  @Test
  void aTextThatIsNoAddressIsTold() {
    Delivery.Attempt attempt = spans("otlp.traces.endpoint=ftp://me:hush@nowhere");

    assertThat(attempt.failure()).startsWith("the value of sonde.otlp.traces.endpoint is not");
    assertThat(attempt.address()).doesNotContain("hush");
  }

  private Delivery.Attempt spans(String settings) {
    return new OtlpDelivery().spans(config(settings));
  }

  private Config config(String settings) {
    return Config.of(
        Map.of("sonde.otlp.endpoint", "http://localhost:" + server.getAddress().getPort()),
        Map.of(),
        settings);
  }
}
