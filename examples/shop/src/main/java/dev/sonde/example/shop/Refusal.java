package dev.sonde.example.shop;

/** Why the shop can't be opened, in words for who tried. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
