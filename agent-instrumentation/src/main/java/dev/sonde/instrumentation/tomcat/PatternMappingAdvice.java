package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.HttpServerProbe;
import net.bytebuddy.asm.Advice;
import org.apache.catalina.connector.Request;
import org.apache.catalina.mapper.MappingData;

/** The same as {@link MappingAdvice} in Tomcat 8.5, which has the match type in no lasting form. */
final class PatternMappingAdvice {

  private PatternMappingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Argument(1) Request request) {
    MappingData mapping = request.getMappingData();
    if (mapping != null && mapping.context != null && mapping.wrapper != null) {
      HttpServerProbe.mapped(
          mapping.wrapper.findMappings(),
          mapping.context.getPath(),
          mapping.wrapperPath.toString(),
          mapping.pathInfo.toString());
    }
  }
}
