package dev.sonde.exporters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sonde.boot.RedisProbe;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of commands: with {@code ?} for each argument, or with those arguments that are keys.
 */
public final class RedisKeys {

  /** Of further arguments it is told only that there are some. */
  private static final int MOST_ARGUMENTS = 20;

  private static final int LONGEST = 128;

  private static final String FIRST =
      "APPEND BITCOUNT BITFIELD BITFIELD_RO BITPOS DECR DECRBY DUMP EXPIRE EXPIREAT EXPIRETIME"
          + " GEOADD GEODIST GEOHASH GEOPOS GEORADIUS GEORADIUSBYMEMBER GEORADIUSBYMEMBER_RO"
          + " GEORADIUS_RO GEOSEARCH GET GETBIT GETDEL GETEX GETRANGE GETSET HDEL HEXISTS HEXPIRE"
          + " HEXPIREAT HGET HGETALL HGETDEL HGETEX HINCRBY HINCRBYFLOAT HKEYS HLEN HMGET HMSET"
          + " HPERSIST HPEXPIRE HPTTL HRANDFIELD HSCAN HSET HSETEX HSETNX HSTRLEN HTTL HVALS INCR"
          + " INCRBY INCRBYFLOAT LINDEX LINSERT LLEN LPOP LPOS LPUSH LPUSHX LRANGE LREM LSET LTRIM"
          + " MOVE PERSIST PEXPIRE PEXPIREAT PEXPIRETIME PFADD PSETEX PTTL RESTORE RPOP RPUSH RPUSHX"
          + " SADD SCARD SET SETBIT SETEX SETNX SETRANGE SISMEMBER SMEMBERS SMISMEMBER SORT SORT_RO"
          + " SPOP SRANDMEMBER SREM SSCAN STRLEN SUBSTR TTL TYPE XACK XADD XAUTOCLAIM XCLAIM XDEL"
          + " XLEN XPENDING XRANGE XREVRANGE XTRIM ZADD ZCARD ZCOUNT ZINCRBY ZLEXCOUNT ZMSCORE"
          + " ZPOPMAX ZPOPMIN ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREM ZREMRANGEBYLEX"
          + " ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE ZREVRANK"
          + " ZSCAN ZSCORE";
  private static final String FIRST_TWO =
      "BLMOVE BRPOPLPUSH COPY GEOSEARCHSTORE LCS LMOVE RENAME RENAMENX RPOPLPUSH SMOVE ZRANGESTORE";
  private static final String ALL =
      "DEL EXISTS MGET PFCOUNT PFMERGE SDIFF SDIFFSTORE SINTER SINTERSTORE SUNION SUNIONSTORE TOUCH"
          + " UNLINK WATCH";
  private static final String ALL_BUT_LAST = "BLPOP BRPOP BZPOPMAX BZPOPMIN";
  private static final String PAIRS = "MSET MSETNX";

  /** Which arguments are keys. */
  private enum Where {
    FIRST,
    FIRST_TWO,
    ALL,
    ALL_BUT_LAST,
    ODD;

    boolean includes(int place, int count) {
      switch (this) {
        case FIRST:
          return place == 1;
        case FIRST_TWO:
          return place <= 2;
        case ALL:
          return true;
        case ALL_BUT_LAST:
          return place < count;
        default:
          return place % 2 == 1;
      }
    }
  }

  private final Map<String, Where> known = new HashMap<>();

  RedisKeys() {
    add(FIRST, Where.FIRST);
    add(FIRST_TWO, Where.FIRST_TWO);
    add(ALL, Where.ALL);
    add(ALL_BUT_LAST, Where.ALL_BUT_LAST);
    add(PAIRS, Where.ODD);
  }

  private void add(String names, Where where) {
    for (String name : names.split(" ", -1)) {
      known.put(name, where);
    }
  }

  /** A command without any of its arguments. */
  public static String text(String command, int arguments) {
    return text(command, null, null, arguments);
  }

  /** A command with its keys; one that is not known has none. */
  String text(String command, Object given, int arguments) {
    if (arguments > 1 && RedisScripts.runs(command)) {
      return scriptText(command, given, arguments);
    }
    return text(command, known.get(command.toUpperCase(Locale.ROOT)), given, arguments);
  }

  /** {@code EVALSHA HASH 1 KEY ?}. */
  private static String scriptText(String command, Object given, int arguments) {
    int keys = RedisScripts.keys(given);
    StringBuilder text = new StringBuilder(command);
    text.append(' ').append(RedisScripts.script(command, given)).append(' ');
    text.append(keys < 0 ? "?" : Integer.toString(keys));
    for (int place = 3; place <= arguments && place <= MOST_ARGUMENTS; place++) {
      byte[] key = place - 2 <= keys ? RedisProbe.argument(given, place) : null;
      text.append(' ');
      if (key == null) {
        text.append('?');
      } else {
        add(text, key);
      }
    }
    return text.append(arguments > MOST_ARGUMENTS ? " ..." : "").toString();
  }

  private static String text(
      String command, @Nullable Where where, @Nullable Object given, int arguments) {
    StringBuilder text = new StringBuilder(command);
    for (int place = 1; place <= arguments && place <= MOST_ARGUMENTS; place++) {
      byte[] key =
          where != null && given != null && where.includes(place, arguments)
              ? RedisProbe.argument(given, place)
              : null;
      text.append(' ');
      if (key == null) {
        text.append('?');
      } else {
        add(text, key);
      }
    }
    return text.append(arguments > MOST_ARGUMENTS ? " ..." : "").toString();
  }

  /** A key as far as it is a text. */
  private static void add(StringBuilder text, byte[] key) {
    String told = new String(key, 0, Math.min(key.length, 4 * LONGEST), UTF_8);
    for (int i = 0; i < told.length() && i < LONGEST; i++) {
      char c = told.charAt(i);
      text.append(Character.isISOControl(c) ? '.' : c);
    }
    if (told.length() > LONGEST) {
      text.append("...");
    }
  }
}
