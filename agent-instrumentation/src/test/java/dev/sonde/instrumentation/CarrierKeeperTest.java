package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.boot.Carried;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;

class CarrierKeeperTest {

  private static final Instrumentation JVM = ByteBuddyAgent.install();

  /** Weaves the sample class whenever it comes. */
  private static final class Weaving implements ClassFileTransformer {
    private final Target target = new Target(Samples.GREETER).carrying();

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> loaded, ProtectionDomain domain, byte[] bytes) {
      if (!Samples.GREETER.equals(name.replace('/', '.'))) {
        return null;
      }
      try {
        return new Weaver(target, target.className(), "sample", loader, bytes, true).weave();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aCarrierCanBeRetransformedWhenTheAgentIsGone() throws Exception {
    Weaving weaving = new Weaving();
    JVM.addTransformer(weaving, true);
    Class<?> type;
    try {
      type =
          Samples.define(
              Samples.GREETER, Samples.bytesOf(dev.sonde.instrumentation.sample.Greeter.class));
    } finally {
      JVM.removeTransformer(weaving);
    }
    Object object = type.getDeclaredConstructor().newInstance();
    Carried.put(object, "a thing");
    assertThatThrownBy(() -> JVM.retransformClasses(type))
        .isInstanceOf(UnsupportedOperationException.class);

    CarrierKeeper keeper = new CarrierKeeper();
    JVM.addTransformer(keeper, true);
    try {
      JVM.retransformClasses(type);
    } finally {
      JVM.removeTransformer(keeper);
    }
    assertThat(Carried.get(object)).isEqualTo("a thing");
  }
}
