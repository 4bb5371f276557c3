package dev.sonde.core.cli;

/** Says in its message what is wrong with the words of a command. */
final class WrongUsage extends Exception {
  private static final long serialVersionUID = 1;

  WrongUsage(String message) {
    super(message, null, false, false);
  }
}
