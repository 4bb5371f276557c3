package dev.sonde.smoke.interop;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A client and a server that behave badly, as {@code client PORT} or {@code server PORT}. The
 * client makes a kind of calls when it is asked for {@code /KIND} over HTTP.
 */
public final class Hostile {

  private static final Logger LOG = Logger.getLogger("io.grpc");

  private Hostile() {}

  public static void main(String[] args) throws Exception {
    LOG.setLevel(Level.OFF);
    int port = Integer.parseInt(args[1]);
    if (args[0].equals("server")) {
      Server server =
          Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
              .maxInboundMessageSize(128 << 20)
              .addService(new BytesService().definition())
              .build()
              .start();
      System.out.println("READY " + server.getPort());
      server.awaitTermination();
    } else {
      BytesCalls calls = new BytesCalls(port);
      Control.serve(path -> calls.run(path.substring(1)));
    }
  }
}
