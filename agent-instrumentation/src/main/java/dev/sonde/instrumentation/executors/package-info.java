/** The JDK's executors: the context follows the work from the thread that submits it. */
package dev.sonde.instrumentation.executors;
