package dev.sonde.instrumentation;

import dev.sonde.boot.Carrier;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import org.jspecify.annotations.Nullable;

/**
 * Stays when the agent goes, where it has made classes carriers. A loaded class can't lose a member
 * again; without this one, nobody could retransform such a class any more.
 */
final class CarrierKeeper implements ClassFileTransformer {

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> loaded,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (loaded == null || !isCarrier(loaded)) {
      return null;
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new CarrierField(writer), 0);
      return writer.toByteArray();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Whether the class itself was made a carrier, and not one that it extends. */
  static boolean isCarrier(Class<?> type) {
    for (Class<?> implemented : type.getInterfaces()) {
      if (implemented == Carrier.class) {
        return true;
      }
    }
    return false;
  }
}
