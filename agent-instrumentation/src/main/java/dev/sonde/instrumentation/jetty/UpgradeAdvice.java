package dev.sonde.instrumentation.jetty;

import dev.sonde.boot.Carried;
import dev.sonde.boot.HttpServerOperation;
import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;

/** In {@code HttpChannel.commit}: a request that has become another protocol's connection. */
final class UpgradeAdvice {

  private UpgradeAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This HttpChannel channel, @Advice.Argument(0) MetaData.Response sent) {
    HttpServerOperation operation = (HttpServerOperation) Carried.get(channel);
    if (operation != null && sent.getStatus() == 101) {
      Carried.put(channel, null);
      operation.sent(101, 0);
      operation.protocolVersion =
          HttpServerProbe.protocolVersion(channel.getRequest().getProtocol());
      HttpServerProbe.end(operation, null);
    }
  }
}
