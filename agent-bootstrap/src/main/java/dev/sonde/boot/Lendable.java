package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What is kept with a connection, with a place for the loan by which a pool has lent it. */
interface Lendable extends Kept {

  @Nullable Loan loan();

  void lendBy(@Nullable Loan loan);
}
