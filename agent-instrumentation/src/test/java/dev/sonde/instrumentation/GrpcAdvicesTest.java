package dev.sonde.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gRPC's advices begin is known to their ends, whatever the library throws at them. */
class GrpcAdvicesTest {

  private static final String BOOT = "dev/sonde/boot/";

  @ParameterizedTest
  @CsvSource({"StreamAdvice, RpcServerProbe", "StartAdvice, RpcClientProbe"})
  void nothingOfTheLibraryIsAskedOnceACallHasBegun(String advice, String probe) throws Exception {
    List<String> after = new ArrayList<>();
    boolean[] begun = new boolean[1];
    new ClassReader(Advices.read("dev.sonde.instrumentation.grpc." + advice))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String generic, String[] thrown) {
                return name.equals("enter") ? calls(BOOT + probe, begun, after) : null;
              }
            },
            0);

    assertThat(begun[0]).isTrue();
    assertThat(after).isEmpty();
  }

  private static MethodVisitor calls(String probe, boolean[] begun, List<String> after) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (begun[0] && !owner.startsWith(BOOT)) {
          after.add(owner + '.' + name);
        }
        begun[0] |= owner.equals(probe) && name.equals("start");
      }
    };
  }
}
