/** Eclipse Jetty 12: each request at its channel's state, with servlets or without. */
package dev.sonde.instrumentation.jetty12;
