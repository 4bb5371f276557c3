/** What the agent costs: the same small server with no agent, with ours and with a peer. */
package dev.sonde.benchmarks;
