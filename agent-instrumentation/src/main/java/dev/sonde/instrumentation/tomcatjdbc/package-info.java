/** The JDBC pool of Apache Tomcat, inside Tomcat or anywhere else. */
package dev.sonde.instrumentation.tomcatjdbc;
