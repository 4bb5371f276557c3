/** HikariCP: connections at the pool itself, whatever data source is around it. */
package dev.sonde.instrumentation.hikari;
