/** What is measured of Redis commands. */
package dev.sonde.exporters.redis;
