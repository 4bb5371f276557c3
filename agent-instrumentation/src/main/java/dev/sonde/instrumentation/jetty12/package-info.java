/** Eclipse Jetty 12: each request at its channel, whatever handlers and servlets it passes. */
package dev.sonde.instrumentation.jetty12;
