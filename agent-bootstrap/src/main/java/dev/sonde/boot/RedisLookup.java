package dev.sonde.boot;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the reply of a command tells of the keys or fields that it asked for: its type is enough.
 */
public enum RedisLookup {
  /** Nothing: the command asks for none. */
  NONE,

  /** One value, or null. */
  VALUE,

  /** A value or null for each. */
  VALUES,

  /** All fields of one key; none where there is no such key. */
  FIELDS,

  /** Whether there is one: 1 or 0. */
  FLAG,

  /** How many there are of the arguments. */
  NUMBER;

  /** How many it asked for; 0 where the reply is of a kind that nobody knows. */
  public long asked(@Nullable Object reply, int arguments) {
    switch (this) {
      case VALUE:
        return 1;
      case VALUES:
        return reply instanceof Collection ? ((Collection<?>) reply).size() : 0;
      case FIELDS:
        return reply instanceof Collection || reply instanceof Map ? 1 : 0;
      case FLAG:
        return reply instanceof Long || reply instanceof Boolean ? 1 : 0;
      case NUMBER:
        return reply instanceof Long ? Math.max(arguments, (Long) reply) : 0;
      default:
        return 0;
    }
  }

  /** How many of them were there. */
  public long found(@Nullable Object reply) {
    switch (this) {
      case VALUE:
        return reply == null ? 0 : 1;
      case VALUES:
        return reply instanceof Collection ? notNull((Collection<?>) reply) : 0;
      case FIELDS:
        return reply instanceof Map
            ? notEmpty(((Map<?, ?>) reply).isEmpty())
            : reply instanceof Collection ? notEmpty(((Collection<?>) reply).isEmpty()) : 0;
      case FLAG:
        return reply instanceof Boolean ? notEmpty(!((Boolean) reply)) : number(reply);
      case NUMBER:
        return number(reply);
      default:
        return 0;
    }
  }

  private static long notEmpty(boolean empty) {
    return empty ? 0 : 1;
  }

  private static long number(@Nullable Object reply) {
    return reply instanceof Long ? (Long) reply : 0;
  }

  private static long notNull(Collection<?> values) {
    long count = 0;
    for (Object value : values) {
      count += value == null ? 0 : 1;
    }
    return count;
  }
}
