/**
 * The AWS SDK for Java 1: its S3 client where a request goes to the SDK's core, the other clients
 * where the core takes one, and the core where it sends a request once.
 */
package dev.sonde.instrumentation.s3v1;
