/** Undertow: each exchange from its first handler to its completion, whichever threads serve it. */
package dev.sonde.instrumentation.undertow;
