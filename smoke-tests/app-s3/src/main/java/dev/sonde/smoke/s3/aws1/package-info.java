/** What uses the AWS SDK for Java 1; loaded once for each version of it. */
package dev.sonde.smoke.s3.aws1;
