/**
 * The JDK's {@code java.net.http.HttpClient}, where it makes an exchange of each attempt at a
 * request: redirects, retries and both versions of HTTP come by there, sent by {@code send} or by
 * {@code sendAsync}.
 */
package dev.sonde.instrumentation.javahttp;
