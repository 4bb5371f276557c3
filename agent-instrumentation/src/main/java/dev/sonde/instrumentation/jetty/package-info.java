/** Eclipse Jetty 9.4 to 11: each request at its channel, whatever handlers it passes. */
package dev.sonde.instrumentation.jetty;
