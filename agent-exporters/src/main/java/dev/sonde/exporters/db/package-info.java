/** What is measured of JDBC. */
package dev.sonde.exporters.db;
