package dev.sonde.smoke.redis.lettuce;

import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/** A command that the client does not know. */
final class ModuleCommand implements ProtocolKeyword {

  private final String name;

  ModuleCommand(String name) {
    this.name = name;
  }

  @Override
  public byte[] getBytes() {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** Older versions ask for it. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
