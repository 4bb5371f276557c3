/** Spring MVC: the template of the mapping that a request matched, and what its handler threw. */
package dev.sonde.instrumentation.springmvc;
