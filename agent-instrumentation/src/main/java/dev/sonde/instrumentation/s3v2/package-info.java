/**
 * AWS SDK for Java 2: the calls of all services where the core of the SDK begins and retries them,
 * whatever HTTP client is below.
 */
package dev.sonde.instrumentation.s3v2;
