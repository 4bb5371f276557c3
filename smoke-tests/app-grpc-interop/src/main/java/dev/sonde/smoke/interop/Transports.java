package dev.sonde.smoke.interop;

import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.servlet.jakarta.GrpcServlet;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/**
 * A server on each transport, and a client of it that takes a {@linkplain Steps step} when it is
 * asked for {@code /TRANSPORT/STEP} over HTTP.
 */
public final class Transports {

  private static final Logger LOG = Logger.getLogger("io.grpc");

  private Transports() {}

  public static void main(String[] args) throws Exception {
    LOG.setLevel(Level.OFF);
    Map<String, ManagedChannel> channels = new HashMap<>();
    Control.serve(
        path -> {
          String[] words = path.substring(1).split("/");
          ManagedChannel channel = channels.get(words[0]);
          if (channel == null) {
            channel = open(words[0]);
            channels.put(words[0], channel);
          }
          return new Steps(channel).run(words[1]);
        });
  }

  /** Starts a server, and opens a channel to it. */
  private static ManagedChannel open(String transport) throws Exception {
    InetSocketAddress any = new InetSocketAddress("127.0.0.1", 0);
    return switch (transport) {
      case "netty" ->
          plain(
              NettyChannelBuilder.forAddress(
                  "127.0.0.1", start(NettyServerBuilder.forAddress(any)).getPort()));
      case "shaded" ->
          plain(
              io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forAddress(
                  "127.0.0.1",
                  start(io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder.forAddress(any))
                      .getPort()));
      case "okhttp" ->
          plain(
              OkHttpChannelBuilder.forAddress(
                  "127.0.0.1",
                  start(OkHttpServerBuilder.forPort(any, InsecureServerCredentials.create()))
                      .getPort()));
      case "process" -> {
        start(InProcessServerBuilder.forName("bytes"));
        yield plain(InProcessChannelBuilder.forName("bytes"));
      }
      case "unix" -> unix();
      case "servlet" -> plain(NettyChannelBuilder.forAddress("127.0.0.1", tomcat()));
      default -> throw new IllegalArgumentException(transport);
    };
  }

  private static Server start(ServerBuilder<?> builder) throws Exception {
    return builder.addService(new BytesService().definition()).build().start();
  }

  private static ManagedChannel plain(ManagedChannelBuilder<?> builder) {
    return builder.usePlaintext().build();
  }

  private static ManagedChannel unix() throws Exception {
    DomainSocketAddress address = new DomainSocketAddress(new File("bytes.sock"));
    EpollEventLoopGroup loops = new EpollEventLoopGroup(2);
    start(
        NettyServerBuilder.forAddress(address)
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops));
    return plain(
        NettyChannelBuilder.forAddress(address)
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(loops));
  }

  private static int tomcat() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
    Connector connector = new Connector();
    connector.setPort(0);
    Http2Protocol protocol = new Http2Protocol();
    protocol.setOverheadCountFactor(0); // Messages are small, and calls are broken off.
    connector.addUpgradeProtocol(protocol);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(
            context, "grpc", new GrpcServlet(List.of(() -> new BytesService().definition())))
        .setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "grpc");
    tomcat.start();
    return connector.getLocalPort();
  }
}
