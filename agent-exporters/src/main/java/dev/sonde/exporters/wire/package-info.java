/**
 * The way to a receiver: sockets with deadlines, TLS, and a client each for HTTP/1.1 and HTTP/2.
 */
package dev.sonde.exporters.wire;
