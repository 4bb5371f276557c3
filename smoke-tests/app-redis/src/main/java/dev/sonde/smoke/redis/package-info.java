/** An application that uses Redis by several versions of its clients. */
package dev.sonde.smoke.redis;
