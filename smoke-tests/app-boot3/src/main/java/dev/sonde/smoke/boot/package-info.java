/** A small shop on Spring MVC. */
package dev.sonde.smoke.boot;
