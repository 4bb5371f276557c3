package dev.sonde.boot;

/** What a command does to the connection that it is sent by, whatever the case of its name. */
enum RedisRole {
  NONE,

  /** Begins a transaction. */
  MULTI,
  EXEC,
  DISCARD,

  /** Takes the connection back to what it was at first, out of a transaction, too. */
  RESET,
  SELECT,
  ASKING,

  /** Is confirmed among the messages of a subscription, if ever. */
  SUBSCRIPTION,

  /** Is what a client sends for the connection's own sake. */
  CONNECTION,

  /** Asks a server what it is, or who else there is. */
  SERVER;

  static RedisRole of(String name) {
    switch (name) {
      case "MULTI":
        return MULTI;
      case "EXEC":
        return EXEC;
      case "DISCARD":
        return DISCARD;
      case "RESET":
        return RESET;
      case "SELECT":
        return SELECT;
      case "ASKING":
        return ASKING;
      case "AUTH":
      case "CLIENT":
      case "CLUSTER":
      case "HELLO":
      case "PING":
      case "QUIT":
      case "READONLY":
      case "READWRITE":
        return CONNECTION;
      case "COMMAND":
      case "INFO":
      case "ROLE":
      case "SENTINEL":
        return SERVER;
      default:
        return name.endsWith("SUBSCRIBE") ? SUBSCRIPTION : NONE;
    }
  }

  /** Whether it ends a transaction, one way or another. */
  boolean isEnd() {
    return this == EXEC || this == DISCARD || this == RESET;
  }

  /** Whether it can be what a client sends for itself. */
  boolean mayBeUpkeep() {
    return this == CONNECTION || this == SERVER || this == SELECT || this == SUBSCRIPTION;
  }

  /** Whether a client sends it of its own accord, besides what it was asked for. */
  boolean isClientsOwn() {
    return this == CONNECTION || this == SELECT || this == ASKING;
  }
}
