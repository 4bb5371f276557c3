/** The shipped jar in child JVMs, watched through what it exports and what it must not change. */
package dev.sonde.smoke;
