/** The executors of JBoss Threads, which XNIO, Undertow and WildFly work with. */
package dev.sonde.instrumentation.jbossthreads;
