package dev.sonde.instrumentation.okhttp;

import dev.sonde.boot.HttpAttemptProbe;
import dev.sonde.boot.HttpClientOperation;
import dev.sonde.boot.HttpClientProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Request;

/** In the codecs' {@code writeRequestHeaders}: the trace is among what is written. */
final class HeaderAdvice {

  private HeaderAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(value = 0, readOnly = false) Request request) {
    HttpClientOperation operation = HttpAttemptProbe.take();
    if (operation == null) {
      return;
    }
    Request.Builder told = null;
    String[] fields = HttpClientProbe.fields();
    for (int i = 0; i < fields.length; i++) {
      String value = operation.header(i);
      if (value != null) {
        told = told == null ? request.newBuilder() : told;
        told.header(fields[i], value);
      }
    }
    if (told != null) {
      request = told.build();
    }
  }
}
