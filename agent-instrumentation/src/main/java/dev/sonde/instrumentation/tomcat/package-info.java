/** Apache Tomcat: each request at the container's door, whatever becomes of it inside. */
package dev.sonde.instrumentation.tomcat;
