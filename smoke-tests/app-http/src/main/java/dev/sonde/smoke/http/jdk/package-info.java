/** What uses the JDK's {@code HttpClient}; compiled for Java 11. */
package dev.sonde.smoke.http.jdk;
