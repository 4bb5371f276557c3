/**
 * MinIO's client, where each call of the API becomes a call of OkHttp, and OkHttp where that sends
 * requests and reads responses.
 */
package dev.sonde.instrumentation.minio;
