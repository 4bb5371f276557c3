/** An application on Spring Boot with JPA, whose start is measured. */
package dev.sonde.benchmarks.boot;
