/** The command line of {@code java -jar sonde.jar}. */
package dev.sonde.core.cli;
