/** Oracle's Universal Connection Pool. */
package dev.sonde.instrumentation.ucp;
