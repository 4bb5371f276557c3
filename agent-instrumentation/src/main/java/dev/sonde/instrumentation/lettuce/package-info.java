/** Lettuce: a client whose connections are shared and whose commands are futures. */
package dev.sonde.instrumentation.lettuce;
