/** Vibur DBCP. */
package dev.sonde.instrumentation.vibur;
