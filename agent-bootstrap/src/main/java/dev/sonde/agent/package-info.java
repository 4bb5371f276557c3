/** The way in: what the JVM calls, on the application's class path and in nobody's way. */
package dev.sonde.agent;
