/** What an application does with Redisson; each version of it loads these classes anew. */
package dev.sonde.smoke.redis.redisson;
