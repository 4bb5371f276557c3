/** What is measured of calls of S3 and of the other services of AWS. */
package dev.sonde.exporters.s3;
