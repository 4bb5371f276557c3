/** What uses Spring's clients; loaded once for each version of them. */
package dev.sonde.smoke.http.spring;
