/**
 * Redisson, at its executors of commands, which choose a node, wait for a connection, try again and
 * follow redirects: what they are for is one command, whatever comes of it.
 *
 * <p>The versions before 3.11 have one method for that instead, and promises of their own.
 *
 * <p>What does not go through them is what a connection sends for itself, and what it subscribes
 * to.
 */
package dev.sonde.instrumentation.redisson;
