/** Spring's clients, which are above others that send: they know what URLs are made of. */
package dev.sonde.instrumentation.springweb;
