/** A web application that knows nothing of the agent, the same on every container. */
package dev.sonde.smoke.app;
