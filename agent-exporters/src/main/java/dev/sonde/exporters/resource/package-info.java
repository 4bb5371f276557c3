/** What produces the telemetry: service, host, process, container, cluster. */
package dev.sonde.exporters.resource;
