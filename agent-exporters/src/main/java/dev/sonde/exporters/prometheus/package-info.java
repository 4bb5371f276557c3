/**
 * The endpoint that Prometheus scrapes: the text formats ({@code Exposition}) and a small HTTP
 * server for them ({@code Endpoint}).
 */
package dev.sonde.exporters.prometheus;
