/** An application of databases: one scenario, on any of them, in any way. */
package dev.sonde.smoke.app;
