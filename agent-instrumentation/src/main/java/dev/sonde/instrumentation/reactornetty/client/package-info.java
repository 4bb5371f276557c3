/** Stand-ins for classes that the library does not show; they bear its names when woven. */
package dev.sonde.instrumentation.reactornetty.client;
