package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Request;
import org.apache.catalina.mapper.MappingData;

/** In {@code CoyoteAdapter.postParseRequest}: which servlet mapping the request matched. */
final class MappingAdvice {

  private MappingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(1) Request request) {
    MappingData mapping = request.getMappingData();
    if (mapping != null && mapping.context != null && mapping.matchType != null) {
      HttpServerProbe.mapped(
          mapping.matchType.name(), mapping.context.getPath(), mapping.wrapperPath.toString());
    }
  }
}
