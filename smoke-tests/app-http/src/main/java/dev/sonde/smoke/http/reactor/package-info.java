/** What uses the client of Reactor Netty; loaded once for each version of it. */
package dev.sonde.smoke.http.reactor;
