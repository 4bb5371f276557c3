/** The engine: which classes are woven, and how. */
package dev.sonde.instrumentation;
