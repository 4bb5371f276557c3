/** An application that uses S3 by each version of each client that is supported. */
package dev.sonde.smoke.s3;
