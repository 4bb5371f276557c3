/** What uses Jedis; loaded once for each version of it. */
package dev.sonde.smoke.redis.jedis;
