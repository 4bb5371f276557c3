/** The JVM, its process and container, and the agent itself, read as metrics. */
package dev.sonde.exporters.jvm;
