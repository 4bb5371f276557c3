/** What uses Spring's {@code WebClient}; loaded once for each version of it. */
package dev.sonde.smoke.http.webclient;
