package dev.sonde.smoke.interop;

import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import redis.clients.jedis.RedisClient;

/**
 * One of three processes: {@code front PORT} serves HTTP and calls {@code middle PORT}, which asks
 * a database and calls {@code back PORT}, which asks Redis. PORT is that of the next one.
 */
public final class Chain {

  private Chain() {}

  public static void main(String[] args) throws Exception {
    int next = Integer.parseInt(args[1]);
    switch (args[0]) {
      case "front" -> front(next);
      case "middle" -> middle(next);
      default -> back(next);
    }
  }

  private static ManagedChannel channel(int port) {
    return Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
        .build();
  }

  private static String call(ManagedChannel channel, String text) {
    return Bytes.text(
        ClientCalls.blockingUnaryCall(channel, Bytes.UNARY, CallOptions.DEFAULT, Bytes.of(text)));
  }

  private static void front(int next) throws Exception {
    ManagedChannel channel = channel(next);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(
        context,
        "go",
        new HttpServlet() {
          @Override
          protected void doGet(HttpServletRequest request, HttpServletResponse response)
              throws IOException {
            response.getWriter().print(call(channel, "go"));
          }
        });
    context.addServletMappingDecoded("/go", "go");
    tomcat.getConnector();
    tomcat.start();
    System.out.println("READY " + tomcat.getConnector().getLocalPort());
  }

  private static void middle(int next) throws Exception {
    Connection database = DriverManager.getConnection("jdbc:h2:mem:chain");
    ManagedChannel channel = channel(next);
    serve(text -> ask(database) + ' ' + call(channel, text));
  }

  private static String ask(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery("SELECT 7")) {
      result.next();
      return result.getString(1);
    }
  }

  private static void back(int next) throws Exception {
    RedisClient redis = RedisClient.create("127.0.0.1", next);
    serve(
        text -> {
          redis.set("key", text);
          return redis.get("key");
        });
  }

  private static void serve(Control answer) throws Exception {
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(
                ServerServiceDefinition.builder(Bytes.SERVICE)
                    .addMethod(
                        Bytes.UNARY,
                        ServerCalls.asyncUnaryCall(
                            (request, response) -> {
                              try {
                                response.onNext(Bytes.of(answer.run(Bytes.text(request))));
                                response.onCompleted();
                              } catch (Exception e) {
                                response.onError(e);
                              }
                            }))
                    .build())
            .build()
            .start();
    System.out.println("READY " + server.getPort());
    server.awaitTermination();
  }
}
