package dev.sonde.boot;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command by its name, with what follows from that: each is known once for the whole process, so
 * that a recorder finds what it keeps for it at its {@link #index}.
 *
 * <p>Their number is bounded, since modules and applications can have commands without end; past
 * the bound they are all {@link #OTHER}, except those of Redis itself, which always have a place.
 */
public final class RedisCommand {

  /** The first so many have a place whatever they are, batches of one command included. */
  static final int MOST_OF_ANY = 512;

  private static final int SLOTS = 4096;
  private static final int LONGEST = 64;

  /** By the hash of the name, in the next free slot where that is taken. Never emptied. */
  private static final @Nullable RedisCommand[] TABLE = new @Nullable RedisCommand[SLOTS];

  private static int count;

  /** Whether those of Redis itself have got their places, and nobody else gets one. */
  private static volatile boolean full;

  /** What has no name that can be told. */
  public static final RedisCommand OTHER = new RedisCommand("_OTHER");

  /** Several commands that were sent before the first reply was read. */
  public static final RedisCommand PIPELINE = new RedisCommand("PIPELINE");

  /** What was queued from {@code MULTI} to {@code EXEC}; also the first of them alone. */
  public static final RedisCommand MULTI = of("MULTI");

  public static final RedisCommand EXEC = of("EXEC");
  public static final RedisCommand DISCARD = of("DISCARD");

  public final String name;

  /** From 0 on, each number once. */
  public final int index;

  public final RedisLookup lookup;

  /** Whether it waits on the server by what it is for. */
  public final boolean blocking;

  /** Whether a word among its arguments makes it wait. */
  public final boolean mayBlock;

  /** Whether it can be what a client sends for itself. */
  public final boolean mayBeUpkeep;

  final RedisRole role;

  private @Nullable RedisCommand pipelined;
  private @Nullable RedisCommand queued;

  private RedisCommand(String name) {
    this.name = name;
    this.index = count++;
    String known = name.toUpperCase(Locale.ROOT);
    this.lookup = lookup(known);
    this.blocking = isBlocking(known);
    this.mayBlock = known.equals("XREAD") || known.equals("XREADGROUP");
    this.role = RedisRole.of(known);
    this.mayBeUpkeep = role.mayBeUpkeep();
  }

  private static RedisLookup lookup(String name) {
    switch (name) {
      case "GET":
      case "GETDEL":
      case "GETEX":
      case "HGET":
        return RedisLookup.VALUE;
      case "MGET":
        return RedisLookup.VALUES;
      case "HMGET":
        return RedisLookup.FIELD_VALUES;
      case "HGETALL":
        return RedisLookup.FIELDS;
      case "HEXISTS":
        return RedisLookup.FLAG;
      case "EXISTS":
        return RedisLookup.NUMBER;
      default:
        return RedisLookup.NONE;
    }
  }

  private static boolean isBlocking(String name) {
    switch (name) {
      case "BLMOVE":
      case "BLMPOP":
      case "BLPOP":
      case "BRPOP":
      case "BRPOPLPUSH":
      case "BZMPOP":
      case "BZPOPMAX":
      case "BZPOPMIN":
      case "WAIT":
      case "WAITAOF":
        return true;
      default:
        return false;
    }
  }

  /** The command of a name. */
  public static RedisCommand of(String name) {
    RedisCommand known = find(name);
    if (known != null) {
      return known;
    }
    return full || !isName(name) ? OTHER : add(name);
  }

  private static @Nullable RedisCommand find(String name) {
    int slot = slot(name.hashCode());
    RedisCommand known = TABLE[slot];
    while (known != null && !known.name.equals(name)) {
      slot = (slot + 1) & (SLOTS - 1);
      known = TABLE[slot];
    }
    return known;
  }

  /** The command of a name as it is sent. */
  public static RedisCommand of(byte @Nullable [] name) {
    if (name == null || name.length > LONGEST) {
      return OTHER;
    }
    int hash = 0;
    for (byte each : name) {
      if (each <= ' ' || each == 0x7f) {
        return OTHER;
      }
      hash = 31 * hash + each;
    }
    int slot = slot(hash);
    RedisCommand known = TABLE[slot];
    while (known != null) {
      if (known.isCalled(name)) {
        return known;
      }
      slot = (slot + 1) & (SLOTS - 1);
      known = TABLE[slot];
    }
    if (full) {
      return OTHER;
    }
    StringBuilder text = new StringBuilder(name.length);
    for (byte each : name) {
      text.append((char) each);
    }
    return of(text.toString());
  }

  private static int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ (mixed >>> 16)) & (SLOTS - 1);
  }

  private boolean isCalled(byte[] asked) {
    if (asked.length != name.length()) {
      return false;
    }
    for (int i = 0; i < asked.length; i++) {
      if ((asked[i] & 0xff) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Readers may see an empty slot still, and then ask here. */
  private static synchronized RedisCommand add(String name) {
    if (count < MOST_OF_ANY) {
      return keep(name);
    }
    if (!full) {
      for (String own : RedisNames.all()) {
        keep(own);
      }
      full = true;
    }
    RedisCommand known = find(name);
    return known == null ? OTHER : known;
  }

  private static RedisCommand keep(String name) {
    int slot = slot(name.hashCode());
    for (RedisCommand known = TABLE[slot]; known != null; known = TABLE[slot]) {
      if (known.name.equals(name)) {
        return known;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    RedisCommand fresh = new RedisCommand(name);
    TABLE[slot] = fresh;
    return fresh;
  }

  /** A pipeline of this command alone. */
  public RedisCommand pipelined() {
    RedisCommand known = pipelined;
    if (known == null) {
      synchronized (RedisCommand.class) {
        known = pipelined == null ? prefixed(PIPELINE) : pipelined;
        pipelined = known;
      }
    }
    return known;
  }

  /** A transaction of this command alone. */
  public RedisCommand queued() {
    RedisCommand known = queued;
    if (known == null) {
      synchronized (RedisCommand.class) {
        known = queued == null ? prefixed(MULTI) : queued;
        queued = known;
      }
    }
    return known;
  }

  private RedisCommand prefixed(RedisCommand kind) {
    boolean hasPlace = count < MOST_OF_ANY ? this != OTHER : RedisNames.has(name);
    return hasPlace ? new RedisCommand(kind.name + ' ' + name) : kind;
  }

  @Override
  public String toString() {
    return name;
  }
}
