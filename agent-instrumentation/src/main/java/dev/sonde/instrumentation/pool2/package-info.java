/** Apache Commons Pool 2, where the objects of a pool are connections to a Redis. */
package dev.sonde.instrumentation.pool2;
