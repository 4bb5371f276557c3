/**
 * Stands for what the compiler does not see of the JDK's {@code sun.net.www}. Advices are compiled
 * against it, and woven with the JDK's own names; nothing loads it.
 */
package dev.sonde.instrumentation.httpurlconnection.jdk;
