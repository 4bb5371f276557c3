/** What uses Lettuce; loaded once for each version of it. */
package dev.sonde.smoke.redis.lettuce;
