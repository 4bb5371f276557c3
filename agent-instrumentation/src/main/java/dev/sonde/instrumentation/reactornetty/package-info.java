/**
 * The HTTP client of Reactor Netty, which Spring's {@code WebClient} is above: the handler of a
 * call, by which each attempt comes, and the operations of a connection that read the response.
 */
package dev.sonde.instrumentation.reactornetty;
