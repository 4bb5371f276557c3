package dev.sonde.smoke.grpc;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The methods of the service, whose messages are texts. */
final class Texts implements MethodDescriptor.Marshaller<String> {

  static final String SERVICE = "sonde.smoke.Texts";

  static final MethodDescriptor<String, String> UNARY = method("Unary", MethodType.UNARY);
  static final MethodDescriptor<String, String> DOWN = method("Down", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<String, String> UP = method("Up", MethodType.CLIENT_STREAMING);
  static final MethodDescriptor<String, String> BOTH = method("Both", MethodType.BIDI_STREAMING);

  static MethodDescriptor<String, String> method(String name, MethodType type) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Texts())
        .setResponseMarshaller(new Texts())
        .build();
  }

  @Override
  public InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String parse(InputStream in) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[1000];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
      }
      return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
