/** The telemetry of the process: what is measured, and how it leaves. */
package dev.sonde.exporters;
