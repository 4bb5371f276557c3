package dev.sonde.benchmarks;

/**
 * One load on a server.
 *
 * @param name of the case in the report
 * @param path what is asked for
 * @param connections how many ask at the same time
 * @param requests of the warm-up, and once more of what is measured, in a full run
 * @param perSecond the rate at which latencies are taken; 0: while as many are sent as can be
 */
record LoadCase(String name, String path, int connections, int requests, int perSecond) {}
