/** The tests that Jdbi publishes, run by an application. */
package dev.sonde.smoke.app;
