package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcSizes;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.asm.Advice;

/** In {@code MethodDescriptor.parseRequest} and {@code parseResponse}. */
final class ReadSizeAdvice {

  private ReadSizeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Object descriptor, @Advice.Argument(0) InputStream message)
      throws IOException {
    boolean known = message instanceof KnownLength || message instanceof ByteArrayInputStream;
    RpcSizes.reads(descriptor, known ? message.available() : -1);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object descriptor) {
    RpcSizes.read(descriptor);
  }
}
