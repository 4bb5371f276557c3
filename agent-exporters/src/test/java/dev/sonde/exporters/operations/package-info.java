/** What operators get: boards, rules, SLOs and the metric reference, and the tests of them. */
package dev.sonde.exporters.operations;
