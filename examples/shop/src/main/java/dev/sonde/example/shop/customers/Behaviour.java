package dev.sonde.example.shop.customers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What customers can be like. */
enum Behaviour {
  /** They look around, and buy. */
  NORMAL("normal"),
  /** They pay on invoice, and the bank takes its time while the order's transaction is open. */
  SLOW("slow"),
  /**
   * They buy what has no price in a real currency, write notes that are too long, look for what is
   * no pattern, or want pictures that are too large.
   */
  FAILING("failing"),
  /** They look at their history in detail, which costs a statement for each order. */
  N_PLUS_ONE("n+1");

  final String word;

  Behaviour(String word) {
    this.word = word;
  }

  static @Nullable Behaviour of(String word) {
    for (Behaviour behaviour : values()) {
      if (behaviour.word.equals(word.toLowerCase(Locale.ROOT))) {
        return behaviour;
      }
    }
    return null;
  }
}
