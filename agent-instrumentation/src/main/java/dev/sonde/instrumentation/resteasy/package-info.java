/** RESTEasy: the template of the resource method that a request matched, and what it threw. */
package dev.sonde.instrumentation.resteasy;
