/**
 * Metrics: what there is ({@code Catalogue}), how it is counted without locks ({@code Histogram},
 * {@code Counter}), and how it is read ({@code Registry}, {@code MetricVisitor}).
 */
package dev.sonde.exporters.metrics;
