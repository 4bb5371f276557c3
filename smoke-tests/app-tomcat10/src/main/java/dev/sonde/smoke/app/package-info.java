/** An application that knows nothing of the agent, on embedded Tomcat. */
package dev.sonde.smoke.app;
