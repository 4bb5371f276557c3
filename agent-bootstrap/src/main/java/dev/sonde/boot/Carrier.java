package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/**
 * A class of a library to which the weaver has added a field. Its methods are called by {@link
 * Carried} alone.
 */
@SuppressWarnings("MemberName") // no method of a library is called so
public interface Carrier {

  @Nullable Object sonde$carried();

  void sonde$carry(@Nullable Object carried);
}
