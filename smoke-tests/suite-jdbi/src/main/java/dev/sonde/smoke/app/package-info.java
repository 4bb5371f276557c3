/** Tests that others publish, run by an application. */
package dev.sonde.smoke.app;
