/**
 * Jedis, at the connection: below {@code Jedis}, {@code JedisPooled}, {@code JedisCluster},
 * pipelines and transactions, all of which send their commands and read their replies there.
 *
 * <p>Nothing else tells the agent what belongs together: commands sent before the first reply is
 * read are a pipeline, those from {@code MULTI} to {@code EXEC} a transaction. Above the connection
 * only those are woven that try a command again, on another node of a cluster for one: all attempts
 * are one command.
 */
package dev.sonde.instrumentation.jedis;
