/** Agroal, the pool of Quarkus and WildFly. */
package dev.sonde.instrumentation.agroal;
