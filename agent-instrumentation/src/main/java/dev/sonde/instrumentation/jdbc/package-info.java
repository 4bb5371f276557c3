/** Drivers of JDBC: connections, statements, result sets. */
package dev.sonde.instrumentation.jdbc;
