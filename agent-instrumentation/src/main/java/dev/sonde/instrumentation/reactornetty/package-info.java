/**
 * The HTTP client of Reactor Netty, which Spring's {@code WebClient} may be above: the handler of a
 * call, by which each attempt comes, and the operations of a connection, which write the request
 * and read the response. What the library asks the application for is taken where it has the
 * answer; nothing is asked here.
 */
package dev.sonde.instrumentation.reactornetty;
