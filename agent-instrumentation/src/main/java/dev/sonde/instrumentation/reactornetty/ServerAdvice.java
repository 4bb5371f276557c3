package dev.sonde.instrumentation.reactornetty;

import dev.sonde.boot.HttpCallProbe;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code HttpClientHandler.get}, by which the library looks for a connection to a server. */
final class ServerAdvice {

  private ServerAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object call, @Advice.Return @Nullable SocketAddress address) {
    if (address instanceof InetSocketAddress) {
      InetSocketAddress server = (InetSocketAddress) address;
      HttpCallProbe.server(call, server.getHostString(), server.getPort());
    }
  }
}
