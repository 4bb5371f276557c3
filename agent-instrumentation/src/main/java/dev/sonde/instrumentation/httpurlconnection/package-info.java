/**
 * The JDK's own {@code HttpURLConnection}, where it writes the head of a request and reads that of
 * the response: each redirect comes by there, and https is the same connection by another name.
 */
package dev.sonde.instrumentation.httpurlconnection;
