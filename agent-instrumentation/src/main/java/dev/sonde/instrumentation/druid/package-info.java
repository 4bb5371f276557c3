/** Alibaba's Druid: the pool, not the database. */
package dev.sonde.instrumentation.druid;
