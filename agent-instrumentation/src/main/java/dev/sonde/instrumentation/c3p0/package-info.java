/** c3p0: the pool that each user of a data source has. */
package dev.sonde.instrumentation.c3p0;
