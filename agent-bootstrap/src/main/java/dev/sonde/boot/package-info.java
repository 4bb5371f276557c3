/**
 * The classes that woven code calls, defined in the boot loader and therefore seen by every class
 * of the process. They depend on {@code java.lang} and {@code java.util} alone.
 */
package dev.sonde.boot;
