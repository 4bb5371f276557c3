package dev.sonde.instrumentation.grpc;

import dev.sonde.boot.RpcSizes;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code MethodDescriptor.streamRequest} and {@code streamResponse}: a message is bytes now. */
final class MarshalAdvice {

  private MarshalAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object descriptor, @Advice.Return @Nullable InputStream message)
      throws IOException {
    if (message instanceof KnownLength || message instanceof ByteArrayInputStream) {
      RpcSizes.marshalled(descriptor, message.available());
    }
  }
}
