/** Apache Commons DBCP 2, by itself or inside Tomcat under another name. */
package dev.sonde.instrumentation.dbcp2;
