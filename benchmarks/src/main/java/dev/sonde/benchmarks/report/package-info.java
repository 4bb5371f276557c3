/** What was measured, and how it is shown: medians and spreads, ratios, tables and charts. */
package dev.sonde.benchmarks.report;
