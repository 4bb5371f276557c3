package dev.sonde.instrumentation.tomcat;

import dev.sonde.boot.Carried;
import net.bytebuddy.asm.Advice;
import org.apache.coyote.Response;

/** In {@code ChunkedOutputFilter.setResponse}: whose body comes in chunks. */
final class ChunksAdvice {

  private ChunksAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object filter, @Advice.Argument(0) Response response) {
    Carried.put(filter, response.getRequest().getNote(Tomcat.NOTE));
  }
}
