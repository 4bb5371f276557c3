/**
 * Stands for what the compiler does not see of the JDK's client. Advices are compiled against it,
 * and woven with the JDK's own names; nothing loads it.
 */
package dev.sonde.instrumentation.javahttp.jdk;
