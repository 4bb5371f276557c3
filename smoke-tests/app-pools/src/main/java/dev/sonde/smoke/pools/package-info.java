/** Each connection pool driven through the same steps, with an H2 database in memory. */
package dev.sonde.smoke.pools;
