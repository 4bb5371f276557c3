/**
 * What the parts of the agent share inside the isolated loader: configuration, log, the agent's
 * knowledge of itself, and the order in which things start and stop.
 */
package dev.sonde.core;
