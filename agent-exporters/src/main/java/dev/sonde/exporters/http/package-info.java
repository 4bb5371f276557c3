/** What is measured of HTTP. */
package dev.sonde.exporters.http;
