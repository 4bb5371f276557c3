/** A small shop on JAX-RS, which is Jersey or RESTEasy, whichever is there. */
package dev.sonde.smoke.jaxrs;
