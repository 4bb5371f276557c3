/** What uses MinIO's client; loaded once for each version of it. */
package dev.sonde.smoke.s3.minio;
