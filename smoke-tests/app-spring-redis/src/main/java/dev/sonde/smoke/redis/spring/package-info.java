/** What an application does with Redis by Spring Data Redis and Spring Cache. */
package dev.sonde.smoke.redis.spring;
