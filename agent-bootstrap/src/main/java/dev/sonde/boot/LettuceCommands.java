package dev.sonde.boot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The commands that stand behind the client's names of them. A name that is an enum's is asked for
 * its bytes once; an application may have some of its own, too.
 */
public final class LettuceCommands {

  /** Of one enum, by their ordinals. Kept with its class, and leading nowhere. */
  private static final ClassValue<Known> ENUMS =
      new ClassValue<Known>() {
        @Override
        protected Known computeValue(Class<?> type) {
          return new Known();
        }
      };

  private LettuceCommands() {}

  private static final class Known {
    @Nullable RedisCommand[] commands = new @Nullable RedisCommand[0];
  }

  /** The command of a name; null for one that has to be asked. */
  public static @Nullable RedisCommand of(Object name) {
    if (!(name instanceof Enum)) {
      return null;
    }
    Enum<?> constant = (Enum<?>) name;
    @Nullable RedisCommand[] commands = ENUMS.get(constant.getDeclaringClass()).commands;
    int place = place(constant);
    return place < commands.length ? commands[place] : null;
  }

  /** The command of a name that was asked for its bytes. */
  public static RedisCommand of(Object name, byte[] bytes) {
    RedisCommand command = RedisCommand.of(bytes);
    if (name instanceof Enum) {
      Enum<?> constant = (Enum<?>) name;
      keep(ENUMS.get(constant.getDeclaringClass()), place(constant), command);
    }
    return command;
  }

  @SuppressWarnings("EnumOrdinal") // of the class that is loaded
  private static int place(Enum<?> constant) {
    return constant.ordinal();
  }

  private static void keep(Known known, int place, RedisCommand command) {
    synchronized (known) {
      @Nullable RedisCommand[] commands =
          Arrays.copyOf(known.commands, Math.max(known.commands.length, place + 1));
      commands[place] = command;
      known.commands = commands;
    }
  }
}
