/**
 * Where an operation stands in a trace: reading and writing the propagation headers ({@code
 * Propagation}), identities ({@code Ids}), the sampling decision ({@code Sampler}), and how they
 * come together ({@code Tracing}).
 */
package dev.sonde.exporters.trace;
