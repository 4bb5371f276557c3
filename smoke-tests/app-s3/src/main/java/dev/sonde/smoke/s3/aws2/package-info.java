/** What uses the AWS SDK for Java 2; loaded once for each version of it. */
package dev.sonde.smoke.s3.aws2;
