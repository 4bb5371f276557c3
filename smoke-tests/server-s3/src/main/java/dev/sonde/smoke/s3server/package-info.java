/** A real server that speaks S3, in a JVM of its own. */
package dev.sonde.smoke.s3server;
