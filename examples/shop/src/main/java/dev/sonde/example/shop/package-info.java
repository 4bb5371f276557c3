/** A small web shop that knows nothing of the agent. */
package dev.sonde.example.shop;
