package dev.sonde.instrumentation;

import net.bytebuddy.jar.asm.Opcodes;

/** What is said to ASM again and again. */
final class Asm {

  static final int API = Opcodes.ASM9;

  private static final int MAJOR_AT = 6;

  private Asm() {}

  /** The major version of a class file; 50 is Java 6's. */
  static int version(byte[] bytes) {
    return (bytes[MAJOR_AT] & 0xFF) << 8 | (bytes[MAJOR_AT + 1] & 0xFF);
  }
}
